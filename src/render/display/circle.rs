//! Discs.

use crate::{render::geometry::smoothstep, style::Color};

/// A disc with a rim around it.
#[derive(Debug, Clone)]
pub struct CircleItem {
    /// Center, relative to `offset`.
    pub center: [f64; 2],
    /// The corner of the tile in the picture.
    pub offset: [f64; 2],
    /// Raster tiles meet every so many pixels from `offset` on.
    pub grid: Option<f64>,
    /// Radius without the rim.
    pub radius: f64,
    /// Color of the disc.
    pub color: Color,
    /// Share of the radius over which the edge fades.
    pub blur: f64,
    /// Width of the rim, which is outside of the disc.
    pub stroke_width: f64,
    /// Color of the rim.
    pub stroke_color: Color,
}

impl CircleItem {
    /// Radius with the rim.
    pub(crate) fn outer_radius(&self) -> f64 {
        self.radius + self.stroke_width
    }

    /// Whether it is drawn as [`Self::gradient`] instead of as shapes: discs whose edge fades, and dots.
    pub(crate) fn is_soft(&self) -> bool {
        self.blur > 0.0 || self.outer_radius() < 1.0
    }

    /// The colors from center (0) to outer edge (1) of a soft disc, as MapLibre's `circle.fragment.glsl` computes them:
    /// disc and rim blend into each other, and the whole fades towards its edge.
    pub(crate) fn gradient(&self) -> Vec<(f64, Color)> {
        const STEPS: u32 = 24;
        let outer = self.outer_radius();
        let edge = self.blur.max(1.0 / outer);
        let stop = |i: u32| {
            let at = f64::from(i) / f64::from(STEPS);
            let opacity = smoothstep((1.0 - at) / edge);
            let rim = if self.stroke_width < 0.01 { 0.0 } else { smoothstep(1.0 + (at - self.radius / outer) / edge) };
            let (a, b) = (self.color, self.stroke_color);
            let alpha = a.a + (b.a - a.a) * rim;
            // Colors are mixed premultiplied.
            let mix = |x: f64, y: f64| if alpha > 0.0 { (x * a.a * (1.0 - rim) + y * b.a * rim) / alpha } else { 0.0 };
            (at, Color::new(mix(a.r, b.r), mix(a.g, b.g), mix(a.b, b.b), alpha * opacity))
        };
        (0..=STEPS).map(stop).collect()
    }
}
