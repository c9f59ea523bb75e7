//! Groups that are laid over what is below them.

use tiny_skia::Pixmap;

use crate::{render::paint::mix, style::BlendMode};

/// Lays `above` over `below`, which is as large.
pub(super) fn lay(above: &Pixmap, opacity: f64, blend: BlendMode, below: &mut Pixmap) {
    let Some(mix) = mix::function(blend) else {
        return lay_over(above, opacity.clamp(0.0, 1.0) as f32, below);
    };
    let cover = (opacity.clamp(0.0, 1.0) * 255.0) as u8;
    let (pixels, _) = below.data_mut().as_chunks_mut();
    let (sources, _) = above.data().as_chunks();
    let mut known = MixedPixels::default();
    for (p, source) in pixels.iter_mut().zip(sources) {
        *p = known.get_or_mix(*source, *p, |source, p| mix(source, p, cover));
    }
}

/// The latest results of mixing. Groups repeat few pixels: areas of one color, copies of a pattern.
struct MixedPixels {
    /// By a hash of source and pixel below.
    slots: [MixedPixel; Self::LEN],
}

/// Source, pixel below, and result, if there is one.
type MixedPixel = ([u8; 4], [u8; 4], Option<[u8; 4]>);

impl Default for MixedPixels {
    fn default() -> Self {
        Self { slots: [([0; 4], [0; 4], None); Self::LEN] }
    }
}

impl MixedPixels {
    const LEN: usize = 256;

    fn get_or_mix(&mut self, source: [u8; 4], below: [u8; 4], mix: impl Fn([u8; 4], [u8; 4]) -> [u8; 4]) -> [u8; 4] {
        let key = u32::from_le_bytes(source) ^ u32::from_le_bytes(below).rotate_left(13);
        let Some(slot) = self.slots.get_mut(key.wrapping_mul(0x9E37_79B1) as usize >> 24) else { return below };
        match *slot {
            (s, b, Some(mixed)) if s == source && b == below => mixed,
            _ => {
                let mixed = mix(source, below);
                *slot = (source, below, Some(mixed));
                mixed
            }
        }
    }
}

/// Lays `above` over `below` with the numbers of tiny-skia, which would visit transparent pixels too.
fn lay_over(above: &Pixmap, opacity: f32, below: &mut Pixmap) {
    let (pixels, _) = below.data_mut().as_chunks_mut::<4>();
    let (sources, _) = above.data().as_chunks::<4>();
    for (p, source) in pixels.iter_mut().zip(sources).filter(|(_, source)| **source != [0; 4]) {
        if source[3] == 255 && opacity >= 1.0 {
            *p = *source;
            continue;
        }
        let rest = 1.0 - f32::from(source[3]) / 255.0 * opacity;
        for (v, above) in p.iter_mut().zip(source) {
            *v = (f32::from(*above) * opacity + f32::from(*v) * rest + 0.5) as u8;
        }
    }
}
