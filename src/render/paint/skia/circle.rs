//! Circles with soft edges.

use tiny_skia::Pixmap;

use super::color::pixel;
use crate::{
    deadline::checkpoint,
    render::{display::CircleItem, geometry::ClipRect},
    style::Color,
};

/// Maximum side of a soft circle, in pixels; larger ones are not drawn.
const MAX_SIDE: f64 = 4096.0;

/// Draws the part of a soft circle within `clip` into a pixmap of its own and returns it with the position of its corner.
/// Colors are computed from the center, so that all pictures show the same pixels.
pub(super) fn soft_disc(item: &CircleItem, clip: ClipRect) -> Option<(Pixmap, i32, i32)> {
    let outer = item.outer_radius();
    let side = (outer.ceil() + 1.0) * 2.0;
    let at = [item.center[0] + item.offset[0], item.center[1] + item.offset[1]];
    if side > MAX_SIDE || at.iter().any(|v| v.abs() > f64::from(i32::MAX / 2)) {
        return None;
    }
    let corner = at.map(|v| (v.floor() - side / 2.0) as i32);
    let whole =
        ClipRect { left: corner[0], top: corner[1], right: corner[0] + side as i32, bottom: corner[1] + side as i32 };
    let seen = whole.within(clip);
    let size = [seen.right - seen.left, seen.bottom - seen.top].map(|v| u32::try_from(v).unwrap_or(0));
    checkpoint(100);
    let mut image = Pixmap::new(size[0], size[1])?;
    let stops = item.gradient();
    let center = at.map(|v| v - v.floor() + side / 2.0);
    let hidden = [seen.left - corner[0], seen.top - corner[1]].map(f64::from);
    for (y, row) in image.pixels_mut().chunks_exact_mut(size[0] as usize).enumerate() {
        checkpoint(row.len() * 2);
        let down = hidden[1] + y as f64 + 0.5 - center[1];
        for (x, shown) in row.iter_mut().enumerate() {
            let across = hidden[0] + x as f64 + 0.5 - center[0];
            let from_center = (across * across + down * down).sqrt() / outer;
            if let Some(color) = color_at(&stops, from_center) {
                *shown = pixel(color);
            }
        }
    }
    Some((image, seen.left, seen.top))
}

/// The color at a fraction of the outer radius; `None` beyond it. `stops` are evenly spaced.
fn color_at(stops: &[(f64, Color)], at: f64) -> Option<Color> {
    let place = at * stops.len().saturating_sub(1) as f64;
    let (i, part) = (place.floor() as usize, place.fract());
    let ((_, a), (_, b)) = (stops.get(i)?, stops.get(i + 1)?);
    let mix = |a: f64, b: f64| a + (b - a) * part;
    Some(Color::new(mix(a.r, b.r), mix(a.g, b.g), mix(a.b, b.b), mix(a.a, b.a)))
}
