//! Filters of 3×3 pixels. They change the straight colors and keep the alpha.

use super::pixel::Rgba;
use crate::{deadline::checkpoint, image::premultiplied};

/// One channel of 3×3 pixels, row by row.
pub(super) type Window = [f32; 9];

pub(super) fn blur(w: &Window) -> f32 {
    weighted(w, [0.1111; 9])
}

pub(super) fn emboss(w: &Window) -> f32 {
    weighted(w, [-2.0, -1.0, 0.0, -1.0, 1.0, 1.0, 0.0, 1.0, 2.0])
}

pub(super) fn sharpen(w: &Window) -> f32 {
    weighted(w, [0.0, -1.0, 0.0, -1.0, 5.0, -1.0, 0.0, -1.0, 0.0])
}

pub(super) fn edge_detect(w: &Window) -> f32 {
    weighted(w, [0.0, 1.0, 0.0, 1.0, -4.0, 1.0, 0.0, 1.0, 0.0])
}

pub(super) fn sobel(w: &Window) -> f32 {
    let x = weighted(w, [-1.0, 0.0, 1.0, -2.0, 0.0, 2.0, -1.0, 0.0, 1.0]);
    let y = weighted(w, [1.0, 2.0, 1.0, 0.0, 0.0, 0.0, -1.0, -2.0, -1.0]);
    (x * x + y * y).sqrt()
}

fn weighted(w: &Window, weights: Window) -> f32 {
    w.iter().zip(weights).map(|(v, weight)| v * weight).sum()
}

/// Replaces each pixel by `filter` of the pixels around it.
pub(super) fn convolve(pixels: &mut [Rgba], width: usize, filter: fn(&Window) -> f32) {
    pixels.iter_mut().for_each(|p| *p = demultiplied(*p));
    let source = pixels.to_vec();
    let height = source.len() / width;
    for (y, row) in pixels.chunks_exact_mut(width).enumerate() {
        checkpoint(width * 10);
        // As in Mapnik, rows are mirrored at the edges, and columns repeated.
        let above = if y == 0 { 1.min(height - 1) } else { y - 1 };
        let below = if y + 1 == height { y.saturating_sub(1) } else { y + 1 };
        for (x, p) in row.iter_mut().enumerate() {
            let columns = [x.saturating_sub(1), x, (x + 1).min(width - 1)];
            for (channel, v) in p.iter_mut().take(3).enumerate() {
                let mut window = [0.0; 9];
                let places = [above, y, below].into_iter().flat_map(|y| columns.map(|x| y * width + x));
                for (cell, at) in window.iter_mut().zip(places) {
                    *cell = source.get(at).and_then(|p| p.get(channel)).copied().map_or(0.0, f32::from);
                }
                *v = filter(&window).clamp(0.0, 255.0) as u8;
            }
        }
    }
    pixels.iter_mut().for_each(|p| *p = premultiplied(*p));
}

/// The straight bytes of a pixel.
pub(super) fn demultiplied(p: Rgba) -> Rgba {
    let alpha = u32::from(p[3]);
    let part = |v: u8| (u32::from(v) * 255).checked_div(alpha).unwrap_or(0).min(255) as u8;
    [part(p[0]), part(p[1]), part(p[2]), p[3]]
}
