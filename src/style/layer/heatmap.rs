//! The `heatmap` layer.

use super::properties;
use crate::style::Color;

properties! {
    /// Density of points.
    pub struct HeatmapLayer {
        /// Reach of a point in CSS pixels.
        paint radius: f64 = "heatmap-radius",
        /// How many points a point counts for.
        paint weight: f64 = "heatmap-weight",
        /// Factor on all densities.
        paint intensity: f64 = "heatmap-intensity",
        /// Colour by density.
        paint color: Color = "heatmap-color",
        /// Opacity.
        paint opacity: f64 = "heatmap-opacity",
    }
}
