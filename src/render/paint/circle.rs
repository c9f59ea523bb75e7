//! Discs: polygons of the right fineness, and soft edges.

use tiny_skia::{FillRule, GradientStop, Paint, PathBuilder, Pixmap, Point, RadialGradient, SpreadMode, Transform};

use crate::{
    render::{Lines, display::CircleItem, scene::shape::snap},
    style::Color,
};

/// Writes a circle around `center` into `rings`, as a polygon that strays at most 1/20 pixel from it.
pub(super) fn ring(center: [f64; 2], radius: f64, clockwise: bool, rings: &mut Lines) {
    let sides = (std::f64::consts::PI / (1.0 - (0.05 / radius.max(0.1)).min(0.5)).acos()).ceil().clamp(8.0, 256.0);
    let mut i = 0.0;
    while i < sides {
        let angle = std::f64::consts::TAU * i / sides * if clockwise { 1.0 } else { -1.0 };
        rings.push([snap(center[0] + radius * angle.cos()), snap(center[1] + radius * angle.sin())]);
        i += 1.0;
    }
    rings.end();
}

/// The largest picture a soft disc is drawn into, in pixels.
const LARGEST: f64 = 4096.0;

/// A soft disc as a picture of its own with the position of its corner. It is drawn around the same
/// fraction of a pixel wherever it stands, so that all pictures show the same pixels.
pub(super) fn soft(item: &CircleItem) -> Option<(Pixmap, i32, i32)> {
    let outer = item.radius + item.stroke_width;
    let side = (outer.ceil() + 1.0) * 2.0;
    let at = [item.center[0] + item.offset[0], item.center[1] + item.offset[1]];
    if side > LARGEST || at.iter().any(|v| v.abs() > f64::from(i32::MAX / 2)) {
        return None;
    }
    let corner = at.map(|v| (v.floor() - side / 2.0) as i32);
    let center = at.map(|v| v - v.floor() + side / 2.0);
    let mut image = Pixmap::new(side as u32, side as u32)?;
    let point = Point::from_xy(center[0] as f32, center[1] as f32);
    let stops = soft_stops(item).into_iter().map(|(at, c)| GradientStop::new(at as f32, super::skia::color(c)));
    let shader =
        RadialGradient::new(point, 0.0, point, outer as f32, stops.collect(), SpreadMode::Pad, Transform::identity())?;
    let path = PathBuilder::from_circle(point.x, point.y, outer as f32)?;
    let paint = Paint { shader, ..Paint::default() };
    image.fill_path(&path, &paint, FillRule::Winding, Transform::identity(), None);
    Some((image, corner[0], corner[1]))
}

/// The colours from centre (0) to outer edge (1) of a blurred disc, as MapLibre's `circle.fragment.glsl`
/// computes them: disc and rim blend into each other, and the whole fades towards its edge.
pub(in crate::render) fn soft_stops(item: &CircleItem) -> Vec<(f64, Color)> {
    const STEPS: u32 = 24;
    let outer = item.radius + item.stroke_width;
    let edge = item.blur.max(1.0 / outer);
    let stop = |i: u32| {
        let at = f64::from(i) / f64::from(STEPS);
        let opacity = smoothstep((1.0 - at) / edge);
        let rim = if item.stroke_width < 0.01 { 0.0 } else { smoothstep(1.0 + (at - item.radius / outer) / edge) };
        let (a, b) = (item.color, item.stroke_color);
        let alpha = a.a + (b.a - a.a) * rim;
        // Colours are mixed premultiplied.
        let mix = |x: f64, y: f64| if alpha > 0.0 { (x * a.a * (1.0 - rim) + y * b.a * rim) / alpha } else { 0.0 };
        (at, Color::new(mix(a.r, b.r), mix(a.g, b.g), mix(a.b, b.b), alpha * opacity))
    };
    (0..=STEPS).map(stop).collect()
}

/// GLSL's `smoothstep(0, 1, t)`.
pub(super) fn smoothstep(t: f64) -> f64 {
    let t = t.clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}
