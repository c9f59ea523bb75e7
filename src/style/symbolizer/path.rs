//! What happens to a geometry before it is drawn.

use super::Transform;
use crate::style::Property;

/// What happens to a geometry before it is drawn, in this order: it is clipped to the tile with its buffer, transformed,
/// simplified, smoothed and moved aside. Lengths are CSS pixels.
#[derive(Debug, Clone)]
pub struct PathShape {
    /// Whether it is clipped to the tile with its buffer.
    pub clip: Property<bool>,
    /// The transformation of `geometry-transform`, in pixels of the picture.
    pub transform: Option<Transform>,
    /// Distance that lines are moved to their left side.
    pub offset: Property<f64>,
    /// Tolerance of the simplification; 0 keeps all vertices.
    pub simplify: Property<f64>,
    /// The algorithm of the simplification: `radial-distance`, `zhao-saalfeld`, `visvalingam-whyatt`,
    /// `douglas-peucker`.
    pub simplify_algorithm: Property<String>,
    /// How much corners are rounded, 0 to 1.
    pub smooth: Property<f64>,
}

impl Default for PathShape {
    fn default() -> Self {
        Self {
            clip: Property::unset(false),
            transform: None,
            offset: Property::unset(0.0),
            simplify: Property::unset(0.0),
            simplify_algorithm: Property::unset("radial-distance".to_owned()),
            smooth: Property::unset(0.0),
        }
    }
}
