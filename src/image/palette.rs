//! At most 256 colors for a picture.

use super::{
    alpha::straight,
    histogram::Histogram,
    median_cut::{Weighted, cut},
};

/// The most colors an indexed PNG can have.
pub(super) const MAX_COLORS: usize = 256;

/// Of a palette that has to be shared, how many entries go to the commonest colors as they are:
/// fills and casings must not drift, the blends of antialiasing may.
const EXACT_COLORS: usize = 96;

/// A color among the commonest keeps its own entry only when it covers this share of the picture.
const EXACT_SHARE: u32 = 4096;

/// A palette and how to get there from a histogram.
pub(super) struct Palette {
    /// Straight RGBA. Entries that are not opaque come first, so that `tRNS` can stop early.
    pub entries: Vec<[u8; 4]>,
    /// How many entries are not opaque.
    pub transparent: usize,
    /// The entry of each color of the histogram.
    pub entry_of: Vec<u8>,
}

impl Palette {
    /// The palette of at most `most` colors for the picture counted in `histogram`: exact while it fits.
    pub fn of(histogram: &Histogram, most: usize) -> Self {
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

    /// `counts`: pixels of each color of the histogram.
    fn from_groups(mut groups: Vec<([u8; 4], Vec<u32>)>, counts: &[u32]) -> Self {
        // The commonest first, which deflates best. Stable: the order of equals is that of first appearance.
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

/// The commonest colors as they are and groups of the rest; together at most `most`.
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
