//! Weighted pixels. What is done to every pixel of a tile works on two channels at once.

/// A premultiplied pixel.
pub(super) type Rgba = [u8; 4];

/// Two bytes, each in 16 bits.
type Pair = u32;

const BYTES: Pair = 0x00ff_00ff;

/// A product of two bytes as a byte, rounded up as in AGG.
pub(super) fn up(product: u32) -> u32 {
    (product + 255) >> 8
}

/// `v` times `by` / 255.
pub(super) fn scaled(v: u8, by: u8) -> u8 {
    up(u32::from(v) * u32::from(by)) as u8
}

/// A pixel with a coverage.
#[inline]
pub(in crate::render::paint) fn covered(pixel: Rgba, cover: u8) -> Rgba {
    if cover == 255 {
        return pixel;
    }
    let [even, odd] = pairs(pixel);
    joined([pair_scaled(even, cover), pair_scaled(odd, cover)])
}

/// `source` laid over `below`.
#[inline]
pub(in crate::render::paint) fn over(source: Rgba, below: Rgba) -> Rgba {
    let rest = 255 - source[3];
    let ([even, odd], [below_even, below_odd]) = (pairs(source), pairs(below));
    joined([sum(even, pair_scaled(below_even, rest)), sum(odd, pair_scaled(below_odd, rest))])
}

/// `below`, replaced by `new` to the part `cover`.
pub(super) fn replaced(below: Rgba, new: Rgba, cover: u8) -> Rgba {
    if cover == 255 {
        return new;
    }
    let ([even, odd], [below_even, below_odd]) = (pairs(new), pairs(below));
    let mixed = |new: Pair, below: Pair| sum(pair_scaled(below, 255 - cover), pair_scaled(new, cover));
    joined([mixed(even, below_even), mixed(odd, below_odd)])
}

/// The first and third channel of a pixel, and the second and fourth one.
fn pairs(pixel: Rgba) -> [Pair; 2] {
    let pixel = u32::from_le_bytes(pixel);
    [pixel & BYTES, (pixel >> 8) & BYTES]
}

fn joined([even, odd]: [Pair; 2]) -> Rgba {
    (even | odd << 8).to_le_bytes()
}

/// [`scaled`] of both bytes.
fn pair_scaled(pair: Pair, by: u8) -> Pair {
    ((pair * u32::from(by) + BYTES) >> 8) & BYTES
}

/// The sums of both bytes, 255 at most.
fn sum(a: Pair, b: Pair) -> Pair {
    let sum = a + b;
    let above = sum & 0x0100_0100;
    (sum | (above - (above >> 8))) & BYTES
}

#[cfg(test)]
mod tests {
    use super::{covered, over, replaced, scaled};

    #[test]
    fn pairs_of_channels_are_weighted_like_single_ones() {
        let samples = [0u8, 1, 2, 17, 127, 128, 200, 254, 255];
        for (i, a) in samples.into_iter().enumerate() {
            for b in samples {
                for cover in samples {
                    let (pixel, below) = ([a, b, cover, samples[samples.len() - 1 - i]], [b, a, a, b]);
                    let rest = 255 - pixel[3];
                    assert_eq!(covered(pixel, cover), pixel.map(|v| scaled(v, cover)), "{pixel:?} by {cover}");
                    let expected = [0, 1, 2, 3].map(|i| pixel[i].saturating_add(scaled(below[i], rest)));
                    assert_eq!(over(pixel, below), expected, "{pixel:?} over {below:?}");
                    let part = |i: usize| scaled(below[i], 255 - cover).saturating_add(scaled(pixel[i], cover));
                    assert_eq!(replaced(below, pixel, cover), [0, 1, 2, 3].map(part), "{pixel:?} by {cover}");
                }
            }
        }
    }
}
