//! At most 256 colours for a picture.

use super::{
    histogram::Histogram,
    median_cut::{Weighted, cut},
    pixels::straight,
};

/// The most colours an indexed PNG can have.
pub(super) const MAX_COLOURS: usize = 256;

/// Of a palette that has to be shared, how many entries go to the commonest colours as they are:
/// fills and casings must not drift, the blends of antialiasing may.
const EXACT_COLOURS: usize = 96;

/// A colour among the commonest keeps its own entry only when it covers this share of the picture.
const EXACT_SHARE: u32 = 4096;

/// A palette and how to get there from a histogram.
pub(super) struct Palette {
    /// Straight RGBA. Entries that are not opaque come first, so that `tRNS` can stop early.
    pub entries: Vec<[u8; 4]>,
    /// How many entries are not opaque.
    pub transparent: usize,
    /// The entry of each colour of the histogram.
    pub entry_of: Vec<u8>,
}

impl Palette {
    /// The palette of at most `most` colours for the picture counted in `histogram`: exact while it fits.
    pub fn of(histogram: &Histogram, most: usize) -> Self {
        let colours: Vec<Weighted> = (0u32..)
            .zip(histogram.colours.iter().zip(&histogram.counts))
            .map(|(id, (&colour, &count))| Weighted { colour, count, id })
            .collect();
        if colours.len() <= most {
            let groups = colours.iter().map(|c| (c.colour, vec![c.id])).collect();
            return Self::from_groups(groups, &histogram.counts);
        }
        Self::from_groups(quantised(colours, most), &histogram.counts)
    }

    /// `counts`: pixels of each colour of the histogram.
    fn from_groups(mut groups: Vec<([u8; 4], Vec<u32>)>, counts: &[u32]) -> Self {
        // The commonest first, which deflates best. Stable: the order of equals is that of first appearance.
        groups.sort_by_cached_key(|(colour, members)| {
            let pixels: u32 = members.iter().filter_map(|id| counts.get(*id as usize)).sum();
            (colour[3] == 255, std::cmp::Reverse(pixels))
        });
        let transparent = groups.iter().filter(|(colour, _)| colour[3] != 255).count();
        let mut entry_of = vec![0; counts.len()];
        for (entry, (_, members)) in groups.iter().enumerate() {
            for id in members {
                entry_of[*id as usize] = entry as u8;
            }
        }
        Self { entries: groups.into_iter().map(|(colour, _)| straight(colour)).collect(), transparent, entry_of }
    }
}

/// The commonest colours as they are and groups of the rest; together at most `most`.
fn quantised(mut colours: Vec<Weighted>, most: usize) -> Vec<([u8; 4], Vec<u32>)> {
    let pixels: u64 = colours.iter().map(|c| u64::from(c.count)).sum();
    let least = (pixels / u64::from(EXACT_SHARE)).max(2) as u32;
    colours.sort_by(|a, b| b.count.cmp(&a.count).then(a.colour.cmp(&b.colour)));
    let exact = colours.iter().take(EXACT_COLOURS * most / MAX_COLOURS).take_while(|c| c.count >= least).count();
    let (common, rest) = colours.split_at_mut(exact);
    let mut groups: Vec<_> = common.iter().map(|c| (c.colour, vec![c.id])).collect();
    groups.extend(
        cut(rest, most - exact).into_iter().map(|(range, mean)| (mean, rest[range].iter().map(|c| c.id).collect())),
    );
    groups
}
