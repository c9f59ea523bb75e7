//! Halos made of copies of a letter, as Mapnik's fast rasterizer draws them.

use super::glyph_mask::GlyphMask;

/// The letter with its copies, moved by whole pixels up to `radius` in both directions and blended one over another.
/// Below a radius of 1 there are copies at a distance of one pixel, of which those beside the letter are faded by the
/// radius, and those across its corners by its square. Each copy has the opacity, which adds up.
pub(super) fn grown(letter: &GlyphMask, radius: f32, opacity: f32) -> GlyphMask {
    let reach = (radius.max(1.0) as i32).min(MAX_REACH);
    let fading = |dx: i32, dy: i32| if radius < 1.0 { radius.powi(dx.abs() + dy.abs()) } else { 1.0 };
    let (columns, rows) = (letter.width as i32, letter.height as i32);
    let (width, height) = (columns + 2 * reach, rows + 2 * reach);
    // What the copies let through.
    let mut through = vec![1.0f32; (width * height) as usize];
    for (at, covered) in letter.coverage.iter().enumerate().filter(|(_, covered)| **covered > 0) {
        let (x, y) = (at as i32 % columns.max(1), at as i32 / columns.max(1));
        for dy in -reach..=reach {
            for dx in -reach..=reach {
                let to = (y + dy + reach) * width + x + dx + reach;
                if let Some(through) = through.get_mut(to as usize) {
                    *through *= 1.0 - f32::from(*covered) / 255.0 * opacity * fading(dx, dy);
                }
            }
        }
    }
    let coverage = through.into_iter().map(|through| ((1.0 - through) * 255.0 + 0.5) as u8).collect();
    GlyphMask {
        left: letter.left - reach,
        top: letter.top - reach,
        width: width as u32,
        height: height as u32,
        coverage,
    }
}

/// Maximum distance of copies in pixels, as that of other halos.
const MAX_REACH: i32 = 31;
