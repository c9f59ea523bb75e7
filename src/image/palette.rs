//! Reduces images to at most 256 colors.

use super::{
    alpha::straight,
    histogram::Histogram,
    median_cut::{Weighted, cut},
};

/// Maximum number of colors of an indexed PNG.
pub(super) const MAX_COLORS: usize = 256;

/// Number of palette entries that are reserved for the most common colors when the image has too many colors: fills and
/// casings must keep their exact color, blends from antialiasing need not.
const EXACT_COLORS: usize = 96;

/// The minimum share of the picture (one in this many pixels) for which a common color gets an exact entry.
const EXACT_SHARE: u32 = 4096;

/// A palette with the mapping from a histogram.
pub(super) struct Palette {
    /// Colors with straight alpha. Translucent entries come first, so that `tRNS` can be short.
    pub entries: Vec<[u8; 4]>,
    /// Number of translucent entries.
    pub transparent: usize,
    /// The palette entry of each color of the histogram.
    pub entry_of: Vec<u8>,
}

impl Palette {
    /// The palette of at most `most` colors for the image of `histogram`; lossless if the colors fit.
    pub(super) fn of(histogram: &Histogram, most: usize) -> Self {
        let colors: Vec<Weighted> = (0u32..)
            .zip(histogram.colors.iter().zip(&histogram.counts))
            .map(|(id, (&color, &count))| Weighted { color, count, id })
            .collect();
        if colors.len() <= most {
            let groups = colors.iter().map(|c| (c.color, vec![c.id])).collect();
            return Self::from_groups(groups, &histogram.counts);
        }
        Self::from_groups(quantized(colors, most), &histogram.counts)
    }

    /// `counts` are the pixel counts of the colors of the histogram.
    fn from_groups(mut groups: Vec<([u8; 4], Vec<u32>)>, counts: &[u32]) -> Self {
        // The most common colors come first, which compresses best. The sort is stable: equally common colors stay in
        // order of first appearance.
        groups.sort_by_cached_key(|(color, members)| {
            let pixels: u32 = members.iter().filter_map(|id| counts.get(*id as usize)).sum();
            (color[3] == 255, std::cmp::Reverse(pixels))
        });
        let transparent = groups.iter().filter(|(color, _)| color[3] != 255).count();
        let mut entry_of = vec![0; counts.len()];
        for (entry, (_, members)) in groups.iter().enumerate() {
            for id in members {
                entry_of[*id as usize] = entry as u8;
            }
        }
        Self { entries: groups.into_iter().map(|(color, _)| straight(color)).collect(), transparent, entry_of }
    }
}

/// The most common colors unchanged and groups of the rest; together at most `most`.
fn quantized(mut colors: Vec<Weighted>, most: usize) -> Vec<([u8; 4], Vec<u32>)> {
    let pixels: u64 = colors.iter().map(|c| u64::from(c.count)).sum();
    let least = (pixels / u64::from(EXACT_SHARE)).max(2) as u32;
    colors.sort_by(|a, b| b.count.cmp(&a.count).then(a.color.cmp(&b.color)));
    let exact = colors.iter().take(EXACT_COLORS * most / MAX_COLORS).take_while(|c| c.count >= least).count();
    let (common, rest) = colors.split_at_mut(exact);
    let mut groups: Vec<_> = common.iter().map(|c| (c.color, vec![c.id])).collect();
    groups.extend(
        cut(rest, most - exact).into_iter().map(|(range, mean)| (mean, rest[range].iter().map(|c| c.id).collect())),
    );
    groups
}
