//! Circles.

use crate::{render::geometry::smoothstep, style::Color};

/// A disc with a stroke around it.
#[derive(Debug, Clone)]
pub struct CircleItem {
    /// Center, relative to `offset`.
    pub center: [f64; 2],
    /// The tile's upper left corner in the picture, in device pixels.
    pub offset: [f64; 2],
    /// Distance between the edges of raster tiles in pixels, counted from `offset`; `None` if the picture is not cut
    /// into tiles.
    pub grid: Option<f64>,
    /// Radius without the stroke.
    pub radius: f64,
    /// Color of the disc.
    pub color: Color,
    /// Fraction of the radius over which the edge fades.
    pub blur: f64,
    /// Width of the stroke, which is outside of the disc.
    pub stroke_width: f64,
    /// Color of the stroke.
    pub stroke_color: Color,
}

impl CircleItem {
    /// Radius including the stroke.
    pub(crate) fn outer_radius(&self) -> f64 {
        self.radius + self.stroke_width
    }

    /// Whether the circle is drawn as [`Self::gradient`] rather than as shapes: blurred circles and circles with a
    /// radius of at most a pixel.
    pub(crate) fn is_soft(&self) -> bool {
        self.blur > 0.0 || self.outer_radius() <= 1.0
    }

    /// The colors of a soft circle from its center (0) to its outer edge (1), as MapLibre's `circle.fragment.glsl`
    /// computes them: fill and stroke blend into each other, and both fade towards the outer edge.
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
