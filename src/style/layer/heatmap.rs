//! Heatmap layers.

use crate::style::{
    Color, Property,
    color::ColorSpace,
    expression::{Easing, Expression, Node, Value},
};

/// The density of points.
#[derive(Debug, Clone)]
pub struct HeatmapLayer {
    /// Radius of influence of a point in CSS pixels.
    pub radius: Property<f64>,
    /// Weight of a point.
    pub weight: Property<f64>,
    /// Multiplies all densities.
    pub intensity: Property<f64>,
    /// Color by density (the ramp's input, 0 to 1).
    pub color: Property<Color>,
    /// Opacity.
    pub opacity: Property<f64>,
}

impl Default for HeatmapLayer {
    fn default() -> Self {
        Self {
            radius: Property::unset(30.0),
            weight: Property::unset(1.0),
            intensity: Property::unset(1.0),
            color: Property::computed(default_ramp(), Color::BLACK).into_unset(),
            opacity: Property::unset(1.0),
        }
    }
}

/// The default color ramp, from transparent blue to red.
fn default_ramp() -> Expression {
    let stops = [
        (0.0, Color::new(0.0, 0.0, 1.0, 0.0)),
        (0.1, Color::new(65.0 / 255.0, 105.0 / 255.0, 225.0 / 255.0, 1.0)),
        (0.3, Color::new(0.0, 1.0, 1.0, 1.0)),
        (0.5, Color::new(0.0, 1.0, 0.0, 1.0)),
        (0.7, Color::new(1.0, 1.0, 0.0, 1.0)),
        (1.0, Color::new(1.0, 0.0, 0.0, 1.0)),
    ];
    Expression::new(Node::Interpolate {
        easing: Easing::Linear,
        space: ColorSpace::Rgb,
        input: Box::new(Node::Ramp),
        stops: stops.map(|(at, color)| (at, Node::Constant(Value::Color(color)))).into(),
    })
}
