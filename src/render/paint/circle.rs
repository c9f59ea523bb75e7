//! Discs: polygons of the right fineness, and soft edges.

use tiny_skia::GradientStop;

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

/// The colours from centre to outer edge of a blurred disc, as MapLibre's `circle.fragment.glsl`
/// computes them: disc and rim blend into each other, and the whole fades towards its edge.
pub(super) fn soft_stops(item: &CircleItem) -> Vec<GradientStop> {
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
        let color = Color::new(mix(a.r, b.r), mix(a.g, b.g), mix(a.b, b.b), alpha * opacity);
        GradientStop::new(at as f32, super::skia::color(color))
    };
    (0..=STEPS).map(stop).collect()
}

fn smoothstep(t: f64) -> f64 {
    let t = t.clamp(0.0, 1.0);
    t * t * (3.0 - 2.0 * t)
}
