//! `MarkersSymbolizer`.

use super::{PathShape, Transform};
use crate::style::{BlendMode, Color, Property, PropertyValue, expression::Value};

/// Images or ellipses at points, in areas or along lines. Lengths are CSS pixels.
#[derive(Debug, Clone)]
pub struct MarkersSymbolizer {
    /// The file of the image, or `shape://ellipse` or `shape://arrow`; an ellipse if it is missing.
    pub file: Property<String>,
    /// Width of the image.
    pub width: Option<Property<f64>>,
    /// Height of the image.
    pub height: Option<Property<f64>>,
    /// The colors that replace those of a vector image.
    pub colors: MarkerColors,
    /// Opacity of the image, 0 to 1.
    pub opacity: Property<f64>,
    /// The transformation of the image about its center.
    pub transform: Option<Transform>,
    /// Where it is placed.
    pub placement: Property<MarkerPlacement>,
    /// Which parts of a feature of several parts have a marker.
    pub parts: Property<MarkerParts>,
    /// Distance between markers along a line.
    pub spacing: Property<f64>,
    /// Distance of the first marker from the beginning of the line; half of the spacing if it is missing.
    pub spacing_offset: Option<Property<f64>>,
    /// How far a marker may be moved along a line, relative to the spacing.
    pub max_error: Property<f64>,
    /// Which way markers along a line look.
    pub direction: Property<MarkerDirection>,
    /// Whether it is placed over other labels.
    pub allow_overlap: Property<bool>,
    /// Whether other labels may be placed over it.
    pub ignore_placement: Property<bool>,
    /// Whether it is left out where it would cross the edge of a tile.
    pub avoid_edges: Property<bool>,
    /// How its colors and those below are mixed.
    pub blend: BlendMode,
    /// What happens to the geometry first.
    pub shape: PathShape,
}

/// The colors that replace those of a vector image.
#[derive(Debug, Clone)]
pub struct MarkerColors {
    /// The color of fillings.
    pub fill: Option<Property<Color>>,
    /// The opacity of fillings, 0 to 1.
    pub fill_opacity: Option<Property<f64>>,
    /// The color of strokes.
    pub stroke: Option<Property<Color>>,
    /// The opacity of strokes, 0 to 1.
    pub stroke_opacity: Option<Property<f64>>,
    /// The width of strokes in units of the image.
    pub stroke_width: Option<Property<f64>>,
}

/// Where markers are placed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MarkerPlacement {
    /// At points, in the middle of lines, at the centroid of areas.
    #[default]
    Point,
    /// Like `Point`, but turned as the line is in its middle.
    AngledPoint,
    /// Like `Point`, but always within areas.
    Interior,
    /// Where an area is widest.
    Polylabel,
    /// Along lines and outlines.
    Line,
    /// At the first vertex.
    VertexFirst,
    /// At the last vertex.
    VertexLast,
}

/// Which parts of a feature have a marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MarkerParts {
    /// Every part.
    #[default]
    Each,
    /// All parts together have one.
    Whole,
    /// Only the largest area.
    Largest,
}

/// Which way markers along a line look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MarkerDirection {
    /// Along the line.
    #[default]
    Right,
    /// Along the line, if that is to the right of the picture; otherwise there is none.
    RightOnly,
    /// Against the line.
    Left,
    /// Against the line, if that is to the right of the picture; otherwise there is none.
    LeftOnly,
    /// Along or against the line, whichever is upright.
    Auto,
    /// Along or against the line, whichever is upside down.
    AutoDown,
    /// Not turned.
    Up,
    /// Upside down.
    Down,
}

impl PropertyValue for MarkerPlacement {
    fn from_value(value: Value<'_>) -> Option<Self> {
        Some(match value.as_str()? {
            "point" => Self::Point,
            "angled-point" => Self::AngledPoint,
            "interior" => Self::Interior,
            "polylabel" => Self::Polylabel,
            "line" => Self::Line,
            "vertex-first" => Self::VertexFirst,
            "vertex-last" => Self::VertexLast,
            _ => return None,
        })
    }

    fn words() -> &'static [&'static str] {
        &["point", "angled-point", "interior", "polylabel", "line", "vertex-first", "vertex-last"]
    }
}

impl PropertyValue for MarkerParts {
    fn from_value(value: Value<'_>) -> Option<Self> {
        Some(match value.as_str()? {
            "each" => Self::Each,
            "whole" => Self::Whole,
            "largest" => Self::Largest,
            _ => return None,
        })
    }

    fn words() -> &'static [&'static str] {
        &["each", "whole", "largest"]
    }
}

impl PropertyValue for MarkerDirection {
    fn from_value(value: Value<'_>) -> Option<Self> {
        Some(match value.as_str()? {
            "right" => Self::Right,
            "right-only" => Self::RightOnly,
            "left" => Self::Left,
            "left-only" => Self::LeftOnly,
            "auto" => Self::Auto,
            "auto-down" => Self::AutoDown,
            "up" => Self::Up,
            "down" => Self::Down,
            _ => return None,
        })
    }

    fn words() -> &'static [&'static str] {
        &["right", "right-only", "left", "left-only", "auto", "auto-down", "up", "down"]
    }
}
