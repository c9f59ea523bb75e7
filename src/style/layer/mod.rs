//! The kinds of layers with their properties: one file each. Names, types, defaults and what an
//! expression may read come from the style specification's reference (embedded by `maplibre-expr`);
//! the tables here say which Rust type each property becomes.

mod background;
mod circle;
mod fill;
mod fill_extrusion;
mod heatmap;
mod hillshade;
mod keyword;
mod line;
mod raster;
mod symbol;
mod text;

pub use background::BackgroundLayer;
pub use circle::CircleLayer;
pub use fill::FillLayer;
pub use fill_extrusion::FillExtrusionLayer;
pub use heatmap::HeatmapLayer;
pub use hillshade::{HillshadeLayer, HillshadeMethod};
pub use keyword::{
    Alignment, Anchor, IconTextFit, Justify, LineCap, LineJoin, Overlap, Placement, Resampling, TextTransform,
    TranslateAnchor, WritingMode, ZOrder,
};
pub use line::LineLayer;
pub use raster::RasterLayer;
pub use symbol::SymbolLayer;
pub use text::{AnchorOffset, AnchorOffsets, Formatted, Image, Padding, Section};

use super::Support;

/// How a layer draws.
#[derive(Debug, Clone)]
pub enum LayerKind {
    /// Colour or pattern under everything.
    Background(BackgroundLayer),
    /// Polygons.
    Fill(FillLayer),
    /// Lines.
    Line(Box<LineLayer>),
    /// Discs.
    Circle(Box<CircleLayer>),
    /// Labels and icons.
    Symbol(Box<SymbolLayer>),
    /// Image tiles.
    Raster(RasterLayer),
    /// Density of points.
    Heatmap(HeatmapLayer),
    /// Shaded relief.
    Hillshade(HillshadeLayer),
    /// Buildings with height.
    FillExtrusion(FillExtrusionLayer),
}

/// A property that layers of one kind have.
#[derive(Debug, Clone, Copy)]
pub struct PropertyEntry {
    /// `layout` or `paint`.
    pub section: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What is made of it.
    pub support: Support,
}

/// The properties that are read of layers of `kind`; none of kinds that are not drawn.
pub fn properties_of(kind: &str) -> &'static [PropertyEntry] {
    match kind {
        "background" => BackgroundLayer::PROPERTIES,
        "fill" => FillLayer::PROPERTIES,
        "line" => LineLayer::PROPERTIES,
        "circle" => CircleLayer::PROPERTIES,
        "symbol" => SymbolLayer::PROPERTIES,
        "raster" => RasterLayer::PROPERTIES,
        "heatmap" => HeatmapLayer::PROPERTIES,
        "hillshade" => HillshadeLayer::PROPERTIES,
        "fill-extrusion" => FillExtrusionLayer::PROPERTIES,
        _ => &[],
    }
}

/// Declares a layer's properties: `section field: Type = "name"`, and how they are read. What is not simply drawn
/// says so after the name: `(Still "why")`, see [`Support`].
macro_rules! properties {
    ($(#[$doc:meta])* pub struct $name:ident {
        $($(#[$fdoc:meta])* $section:ident $field:ident: $type:ty = $key:literal $(($support:ident $why:literal))?,)*
    }) => {
        $(#[$doc])*
        #[derive(Debug, Clone)]
        pub struct $name {
            $($(#[$fdoc])* pub $field: $crate::style::Property<$type>,)*
        }

        impl $name {
            /// What is read.
            pub const PROPERTIES: &'static [$crate::style::layer::PropertyEntry] = &[
                $($crate::style::layer::PropertyEntry {
                    section: stringify!($section),
                    name: $key,
                    support: $crate::style::Support::Drawn$(.but($crate::style::Support::$support($why)))?,
                },)*
            ];

            /// Reads the properties out of a layer's JSON.
            pub(in crate::style) fn read(reader: &mut $crate::style::maplibre::LayerReader<'_>) -> Self {
                Self { $($field: reader.property(stringify!($section), $key),)* }
            }
        }
    };
}
use properties;
