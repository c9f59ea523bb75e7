//! Lines that carry a picture or a gradient along them: a quadrilateral per segment.

use tiny_skia::{
    BlendMode, FilterQuality, GradientStop, LinearGradient, Paint, Pattern, Point, Shader, SpreadMode, Transform,
};

use super::skia::color;
use crate::{
    render::display::{RibbonItem, Texture},
    style::{Color, layer::LineCap},
};

type Vector = [f64; 2];

/// One piece of a ribbon: where it lies and what it is painted with.
pub(super) struct Piece<'i> {
    pub ring: Vec<Vector>,
    pub paint: Paint<'i>,
}

/// Cuts `item` into pieces.
pub(super) fn pieces(item: &RibbonItem) -> Vec<Piece<'_>> {
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
            let shader = match &item.texture {
                Texture::Image { image, scale, stretch, opacity } => {
                    let along = scale * stretch;
                    let period = f64::from(image.pixmap.width()) * along;
                    let height = f64::from(image.pixmap.height()) * scale;
                    let begin = -way.rem_euclid(period);
                    // The image's left edge lies `begin` along the segment, its middle row on the line.
                    let right = [-ahead[1], ahead[0]];
                    let at = |i: usize| item.offset[i] + a[i] + ahead[i] * begin - right[i] * height / 2.0;
                    let f = |v: f64| v as f32;
                    let transform = Transform::from_row(
                        f(ahead[0] * along),
                        f(ahead[1] * along),
                        f(right[0] * scale),
                        f(right[1] * scale),
                        f(at(0)),
                        f(at(1)),
                    );
                    Some(Pattern::new(
                        image.pixmap.as_ref(),
                        SpreadMode::Repeat,
                        FilterQuality::Bilinear,
                        *opacity as f32,
                        transform,
                    ))
                }
                Texture::Gradient(colors) => colors.get(i).and_then(|colors| {
                    let ends = [a, b].map(|p| [p[0] + item.offset[0], p[1] + item.offset[1]]);
                    gradient(ends, (way - phase) / total, (way - phase + length) / total, colors)
                }),
            };
            if let Some(shader) = shader {
                // Neighbours share an edge: their coverages add up to one.
                out.push(Piece { ring, paint: Paint { shader, blend_mode: BlendMode::Plus, ..Paint::default() } });
            }
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

fn gradient([a, b]: [Vector; 2], from: f64, to: f64, colors: &[Color]) -> Option<Shader<'static>> {
    let pick = |progress: f64| {
        let at = progress.clamp(0.0, 1.0) * (colors.len().max(1) - 1) as f64;
        colors.get(at.round() as usize).copied().unwrap_or(Color::new(0.0, 0.0, 0.0, 0.0))
    };
    let steps = (((to - from).abs() * colors.len() as f64).ceil() as u32).clamp(1, 256);
    let stop = |i: u32| {
        let t = f64::from(i) / f64::from(steps);
        GradientStop::new(t as f32, color(pick(from + (to - from) * t)))
    };
    let point = |p: Vector| Point::from_xy(p[0] as f32, p[1] as f32);
    LinearGradient::new(point(a), point(b), (0..=steps).map(stop).collect(), SpreadMode::Pad, Transform::identity())
}
