//! The properties of `heatmap` layers.

use super::table::properties;
use crate::style::layer::HeatmapLayer;

properties! {
    HeatmapLayer {
        paint "heatmap-radius" = radius,
        paint "heatmap-weight" = weight,
        paint "heatmap-intensity" = intensity,
        paint "heatmap-color" = color,
        paint "heatmap-opacity" = opacity,
    }
}
