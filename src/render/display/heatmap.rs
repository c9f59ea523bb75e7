//! Heatmaps.

use std::sync::Arc;

use crate::style::Color;

/// The density of points, drawn as colors.
#[derive(Debug, Clone)]
pub struct HeatmapItem {
    /// The points.
    pub points: Vec<HeatPoint>,
    /// Colors by density, evenly spaced from zero to full density.
    pub colors: Arc<[Color]>,
    /// Opacity, 0 to 1.
    pub opacity: f64,
}

/// One point of a heatmap.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HeatPoint {
    /// Position in device pixels.
    pub center: [f64; 2],
    /// Radius of influence in device pixels.
    pub radius: f64,
    /// Weight of the point.
    pub weight: f64,
}
