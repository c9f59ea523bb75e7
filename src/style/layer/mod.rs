//! Layer types: a struct of properties for each type. A style language's reader fills in the given properties; all
//! others have the defaults of the MapLibre style specification.

mod background;
mod circle;
mod fill;
mod fill_extrusion;
mod heatmap;
mod hillshade;
mod keyword;
mod kind;
mod line;
mod raster;
mod rules;
mod symbol;

pub use background::BackgroundLayer;
pub use circle::CircleLayer;
pub use fill::FillLayer;
pub use fill_extrusion::FillExtrusionLayer;
pub use heatmap::HeatmapLayer;
pub use hillshade::{HillshadeLayer, HillshadeMethod};
pub use keyword::{
    Alignment, IconTextFit, Justify, LineCap, LineJoin, Overlap, Placement, Resampling, TextTransform, WritingMode,
    ZOrder,
};
pub use kind::LayerKind;
pub use line::LineLayer;
pub use raster::RasterLayer;
pub use rules::{Rule, RuleCondition, RuleIndex, RuleMode, RulePass, RulesLayer};
pub use symbol::SymbolLayer;
