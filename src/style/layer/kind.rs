//! The kinds of layers.

use super::{
    background::BackgroundLayer, circle::CircleLayer, fill::FillLayer, fill_extrusion::FillExtrusionLayer,
    heatmap::HeatmapLayer, hillshade::HillshadeLayer, line::LineLayer, raster::RasterLayer, rules::RulesLayer,
    rules::Symbolizer, symbol::SymbolLayer,
};

/// What a layer draws, and how.
#[derive(Debug, Clone)]
pub enum LayerKind {
    /// Color or pattern under everything.
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
    /// Whatever rules say, feature by feature.
    Rules(RulesLayer),
}

impl LayerKind {
    /// Whether it draws labels or icons, which are placed.
    pub fn has_symbols(&self) -> bool {
        match self {
            Self::Symbol(_) => true,
            Self::Rules(rules) => rules.symbolizers().any(|it| matches!(it, Symbolizer::Symbol(_))),
            _ => false,
        }
    }
}
