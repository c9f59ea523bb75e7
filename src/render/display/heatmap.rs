//! Density of points.

use std::sync::Arc;

use crate::style::Color;

/// Density of points, as colors.
#[derive(Debug, Clone)]
pub struct HeatmapItem {
    /// The points.
    pub points: Vec<HeatPoint>,
    /// Colors by density, evenly spaced from none to full.
    pub colors: Arc<[Color]>,
    /// 0 to 1.
    pub opacity: f64,
}

/// One point of a heatmap.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct HeatPoint {
    /// Its place in device pixels.
    pub center: [f64; 2],
    /// How far it reaches, in device pixels.
    pub radius: f64,
    /// How much it counts.
    pub weight: f64,
}
