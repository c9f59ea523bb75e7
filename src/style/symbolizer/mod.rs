//! Symbolizers: how a rule draws the features that it applies to; the model of Mapnik. Lengths are CSS pixels.

mod building;
mod dot;
mod gamma;
mod line;
mod markers;
mod path;
mod pattern;
mod point;
mod polygon;
mod raster;
mod shield;
mod stroke;
mod text;
mod transform;

pub use building::BuildingSymbolizer;
pub use dot::DotSymbolizer;
pub use gamma::{Gamma, GammaMethod, GammaStyle};
pub use line::LineSymbolizer;
pub use markers::{MarkerColors, MarkerDirection, MarkerParts, MarkerPlacement, MarkersSymbolizer};
pub use path::PathShape;
pub use pattern::{LinePatternMode, LinePatternSymbolizer, PatternAlignment, PolygonPatternSymbolizer};
pub use point::{PointPlacement, PointSymbolizer};
pub use polygon::PolygonSymbolizer;
pub use raster::RasterSymbolizer;
pub use shield::ShieldSymbolizer;
pub use stroke::{StrokeCap, StrokeJoin, StrokeShape};
pub use text::{
    FormatChange, HaloRasterizer, HorizontalAlignment, JustifyAlignment, LabelPlace, LabelPositions, LabelRules,
    LabelUpright, TextBlock, TextContent, TextDirection, TextFormat, TextHalo, TextSetting, TextSymbolizer,
    TextTransform, VerticalAlignment,
};
pub use transform::{Transform, TransformStep};

/// One way to draw a feature.
#[derive(Debug, Clone)]
pub enum Symbolizer {
    /// Fills areas with a color.
    Polygon(Box<PolygonSymbolizer>),
    /// Fills areas with an image.
    PolygonPattern(Box<PolygonPatternSymbolizer>),
    /// Strokes lines and outlines.
    Line(Box<LineSymbolizer>),
    /// Repeats an image along lines.
    LinePattern(Box<LinePatternSymbolizer>),
    /// Fills pixels at points.
    Dot(Box<DotSymbolizer>),
    /// Draws areas as houses.
    Building(Box<BuildingSymbolizer>),
    /// Draws raster tiles.
    Raster(Box<RasterSymbolizer>),
    /// Images or ellipses at points, in areas or along lines.
    Markers(Box<MarkersSymbolizer>),
    /// An image at one point of the feature.
    Point(Box<PointSymbolizer>),
    /// Text.
    Text(Box<TextSymbolizer>),
    /// Text over an image.
    Shield(Box<ShieldSymbolizer>),
}

impl Symbolizer {
    /// Whether it takes part in the placement of labels.
    pub fn is_placed(&self) -> bool {
        matches!(self, Self::Markers(_) | Self::Point(_) | Self::Text(_) | Self::Shield(_))
    }
}
