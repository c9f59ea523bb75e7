//! Circles with soft edges.

use tiny_skia::{FillRule, GradientStop, Paint, PathBuilder, Pixmap, Point, RadialGradient, SpreadMode, Transform};

use super::color::color;
use crate::{
    deadline::checkpoint,
    render::{display::CircleItem, geometry::ClipRect},
};

/// Maximum side of a soft circle, in pixels; larger ones are not drawn.
const MAX_SIDE: f64 = 4096.0;

/// Draws the part of a soft circle within `clip` into a pixmap of its own and returns it with the position of its corner.
/// It is drawn around the same fraction of a pixel in every picture, so that all pictures show the same pixels.
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
    checkpoint(100 + size[0] as usize * size[1] as usize);
    let mut image = Pixmap::new(size[0], size[1])?;
    let hidden = [seen.left - corner[0], seen.top - corner[1]].map(f64::from);
    let center = [0, 1].map(|i| at[i] - at[i].floor() + side / 2.0 - hidden[i]);
    let point = Point::from_xy(center[0] as f32, center[1] as f32);
    let stops = item.gradient().into_iter().map(|(at, c)| GradientStop::new(at as f32, color(c)));
    let shader =
        RadialGradient::new(point, 0.0, point, outer as f32, stops.collect(), SpreadMode::Pad, Transform::identity())?;
    let path = PathBuilder::from_circle(point.x, point.y, outer as f32)?;
    let paint = Paint { shader, ..Paint::default() };
    image.fill_path(&path, &paint, FillRule::Winding, Transform::identity(), None);
    Some((image, seen.left, seen.top))
}
