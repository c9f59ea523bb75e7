//! Weighted pixels.

/// A premultiplied pixel.
pub(super) type Rgba = [u8; 4];

/// A product of two bytes as a byte, rounded up as in AGG.
pub(super) fn up(product: u32) -> u32 {
    (product + 255) >> 8
}

/// `v` times `by` / 255.
pub(super) fn scaled(v: u8, by: u8) -> u8 {
    up(u32::from(v) * u32::from(by)) as u8
}

/// A pixel with a coverage.
pub(in crate::render::paint) fn covered(pixel: Rgba, cover: u8) -> Rgba {
    if cover == 255 { pixel } else { pixel.map(|v| scaled(v, cover)) }
}

/// `source` laid over `below`.
pub(in crate::render::paint) fn over(source: Rgba, below: Rgba) -> Rgba {
    let rest = 255 - source[3];
    [0, 1, 2, 3].map(|i| source[i].saturating_add(scaled(below[i], rest)))
}

/// `below`, replaced by `new` to the part `cover`.
pub(super) fn replaced(below: Rgba, new: Rgba, cover: u8) -> Rgba {
    if cover == 255 {
        return new;
    }
    [0, 1, 2, 3].map(|i| scaled(below[i], 255 - cover).saturating_add(scaled(new[i], cover)))
}
