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

/// Declares a layer's properties: `section field: Type = "name"`, and how they are read.
macro_rules! properties {
    ($(#[$doc:meta])* pub struct $name:ident { $($(#[$fdoc:meta])* $section:ident $field:ident: $type:ty = $key:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone)]
        pub struct $name {
            $($(#[$fdoc])* pub $field: $crate::style::Property<$type>,)*
        }

        impl $name {
            /// Reads the properties out of a layer's JSON.
            pub(in crate::style) fn read(reader: &mut $crate::style::maplibre::LayerReader<'_>) -> Self {
                Self { $($field: reader.property(stringify!($section), $key),)* }
            }
        }
    };
}
use properties;
