//! Circles with soft edges.

use tiny_skia::{FillRule, GradientStop, Paint, PathBuilder, Pixmap, Point, RadialGradient, SpreadMode, Transform};

use super::color::color;
use crate::render::display::CircleItem;

/// Maximum side of the pixmap of a soft circle, in pixels.
const MAX_SIDE: f64 = 4096.0;

/// Draws a soft circle into a pixmap of its own and returns it with the position of its corner. It is drawn around the
/// same fraction of a pixel in every picture, so that all pictures show the same pixels.
pub(super) fn soft_disc(item: &CircleItem) -> Option<(Pixmap, i32, i32)> {
    let outer = item.outer_radius();
    let side = (outer.ceil() + 1.0) * 2.0;
    let at = [item.center[0] + item.offset[0], item.center[1] + item.offset[1]];
    if side > MAX_SIDE || at.iter().any(|v| v.abs() > f64::from(i32::MAX / 2)) {
        return None;
    }
    let corner = at.map(|v| (v.floor() - side / 2.0) as i32);
    let center = at.map(|v| v - v.floor() + side / 2.0);
    let mut image = Pixmap::new(side as u32, side as u32)?;
    let point = Point::from_xy(center[0] as f32, center[1] as f32);
    let stops = item.gradient().into_iter().map(|(at, c)| GradientStop::new(at as f32, color(c)));
    let shader =
        RadialGradient::new(point, 0.0, point, outer as f32, stops.collect(), SpreadMode::Pad, Transform::identity())?;
    let path = PathBuilder::from_circle(point.x, point.y, outer as f32)?;
    let paint = Paint { shader, ..Paint::default() };
    image.fill_path(&path, &paint, FillRule::Winding, Transform::identity(), None);
    Some((image, corner[0], corner[1]))
}
