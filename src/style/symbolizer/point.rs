//! `PointSymbolizer`.

use super::Transform;
use crate::style::{BlendMode, Property, PropertyValue, expression::Value};

/// An image at one point of a feature.
#[derive(Debug, Clone)]
pub struct PointSymbolizer {
    /// The file of the image; a small black square if it is missing.
    pub file: Property<String>,
    /// Opacity, 0 to 1.
    pub opacity: Property<f64>,
    /// The transformation of the image about its center.
    pub transform: Option<Transform>,
    /// Where it is placed.
    pub placement: Property<PointPlacement>,
    /// Whether it is placed over other labels.
    pub allow_overlap: Property<bool>,
    /// Whether other labels may be placed over it.
    pub ignore_placement: Property<bool>,
    /// How its colors and those below are mixed.
    pub blend: BlendMode,
}

/// Where the image of a point is placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PointPlacement {
    /// At the centroid of the feature.
    #[default]
    Centroid,
    /// Within an area.
    Interior,
}

impl PropertyValue for PointPlacement {
    fn from_value(value: Value<'_>) -> Option<Self> {
        match value.as_str()? {
            "centroid" => Some(Self::Centroid),
            "interior" => Some(Self::Interior),
            _ => None,
        }
    }

    fn words() -> &'static [&'static str] {
        &["centroid", "interior"]
    }
}
