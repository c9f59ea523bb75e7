//! Lines that carry a picture or a gradient along them: a quadrilateral per segment.

use std::sync::Arc;

use crate::{
    render::{
        SpriteImage,
        display::{RibbonItem, Texture},
    },
    style::{Color, layer::LineCap},
};

type Vector = [f64; 2];

/// One piece of a ribbon: where it lies, relative to the item's `offset`, and what is seen of it.
pub(in crate::render) struct Piece<'i> {
    pub ring: Vec<Vector>,
    pub look: Look<'i>,
}

/// What a piece of a ribbon is painted with, in device pixels of the picture.
pub(in crate::render) enum Look<'i> {
    /// An image, repeated.
    Image {
        image: &'i Arc<SpriteImage>,
        /// From image pixels: `x' = a·x + c·y + e`, `y' = b·x + d·y + f`.
        transform: [f64; 6],
        opacity: f64,
    },
    /// Colours between two points, each with its place from 0 to 1.
    Gradient { ends: [Vector; 2], stops: Vec<(f64, Color)> },
}

/// Cuts `item` into pieces.
pub(in crate::render) fn pieces(item: &RibbonItem) -> Vec<Piece<'_>> {
    let mut out = Vec::new();
    for (i, line) in item.lines.iter().enumerate() {
        let mut line = line.to_vec();
        line.dedup();
        let phase = item.phases.get(i).copied().unwrap_or(0.0);
        let miters = miters(&line);
        let total: f64 = line.windows(2).map(|p| (p[1][0] - p[0][0]).hypot(p[1][1] - p[0][1])).sum();
        let mut way = phase;
        for (k, pair) in line.windows(2).enumerate() {
            let ([a, b], Some([m, n])) = (pair, miters.get(k..k + 2)) else { continue };
            let length = (b[0] - a[0]).hypot(b[1] - a[1]);
            let ahead = [(b[0] - a[0]) / length, (b[1] - a[1]) / length];
            let half = item.width / 2.0;
            let reach = if item.cap == LineCap::Butt { 0.0 } else { half };
            let back = if k == 0 { reach } else { 0.0 };
            let forth = if k + 2 == line.len() { reach } else { 0.0 };
            let corner = |p: &Vector, miter: &Vector, side: f64, along: f64| {
                [0, 1].map(|i| p[i] + miter[i] * half * side + ahead[i] * along)
            };
            let ring = vec![
                corner(a, m, 1.0, -back),
                corner(b, n, 1.0, forth),
                corner(b, n, -1.0, forth),
                corner(a, m, -1.0, -back),
            ];
            let look = match &item.texture {
                Texture::Image { image, scale, stretch, opacity } => {
                    let along = scale * stretch;
                    let period = f64::from(image.pixmap.width()) * along;
                    let height = f64::from(image.pixmap.height()) * scale;
                    let begin = -way.rem_euclid(period);
                    // The image's left edge lies `begin` along the segment, its middle row on the line.
                    let right = [-ahead[1], ahead[0]];
                    let at = |i: usize| item.offset[i] + a[i] + ahead[i] * begin - right[i] * height / 2.0;
                    let transform =
                        [ahead[0] * along, ahead[1] * along, right[0] * scale, right[1] * scale, at(0), at(1)];
                    Some(Look::Image { image, transform, opacity: *opacity })
                }
                Texture::Gradient(colors) => colors.get(i).map(|colors| {
                    let ends = [a, b].map(|p| [p[0] + item.offset[0], p[1] + item.offset[1]]);
                    Look::Gradient { ends, stops: stops((way - phase) / total, (way - phase + length) / total, colors) }
                }),
            };
            out.extend(look.map(|look| Piece { ring, look }));
            way += length;
        }
    }
    out
}

/// For each vertex the way to the right edge, in halves of the width.
fn miters(line: &[Vector]) -> Vec<Vector> {
    let normal = |pair: &[Vector]| match pair {
        [a, b] => {
            let length = (b[0] - a[0]).hypot(b[1] - a[1]);
            [-(b[1] - a[1]) / length, (b[0] - a[0]) / length]
        }
        _ => [0.0; 2],
    };
    let normals: Vec<Vector> = line.windows(2).map(normal).collect();
    (0..line.len())
        .map(|i| {
            let before = i.checked_sub(1).and_then(|i| normals.get(i));
            match (before, normals.get(i)) {
                (Some(a), Some(b)) => {
                    let meets = (1.0 + a[0] * b[0] + a[1] * b[1]).max(0.25);
                    [(a[0] + b[0]) / meets, (a[1] + b[1]) / meets]
                }
                (Some(n), None) | (None, Some(n)) => *n,
                (None, None) => [0.0; 2],
            }
        })
        .collect()
}

/// The colours of the part `from`..`to` of a line, with their places in it.
fn stops(from: f64, to: f64, colors: &[Color]) -> Vec<(f64, Color)> {
    let pick = |progress: f64| {
        let at = progress.clamp(0.0, 1.0) * (colors.len().max(1) - 1) as f64;
        colors.get(at.round() as usize).copied().unwrap_or(Color::new(0.0, 0.0, 0.0, 0.0))
    };
    let steps = (((to - from).abs() * colors.len() as f64).ceil() as u32).clamp(1, 256);
    let stop = |i: u32| {
        let t = f64::from(i) / f64::from(steps);
        (t, pick(from + (to - from) * t))
    };
    (0..=steps).map(stop).collect()
}
