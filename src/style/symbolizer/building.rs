//! `BuildingSymbolizer`.

use super::GammaStyle;
use crate::style::{Color, Property};

/// Areas drawn as houses.
#[derive(Debug, Clone, Default)]
pub struct BuildingSymbolizer {
    /// The color of the roof; walls and edges are darker.
    pub fill: Option<Property<Color>>,
    /// Its opacity, 0 to 1.
    pub opacity: Option<Property<f64>>,
    /// The height in CSS pixels.
    pub height: Option<Property<f64>>,
    /// The opacity of edges.
    pub gamma: GammaStyle,
}
