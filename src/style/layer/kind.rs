//! The types of layers.

use super::{
    background::BackgroundLayer, circle::CircleLayer, fill::FillLayer, fill_extrusion::FillExtrusionLayer,
    heatmap::HeatmapLayer, hillshade::HillshadeLayer, line::LineLayer, raster::RasterLayer, rules::RulesLayer,
    symbol::SymbolLayer,
};

/// The type of a layer with its properties.
#[derive(Debug, Clone)]
pub enum LayerKind {
    /// A color or pattern beneath all other layers.
    Background(BackgroundLayer),
    /// Filled polygons.
    Fill(FillLayer),
    /// Lines.
    Line(Box<LineLayer>),
    /// Circles.
    Circle(Box<CircleLayer>),
    /// Labels and icons.
    Symbol(Box<SymbolLayer>),
    /// Raster tiles and images.
    Raster(RasterLayer),
    /// The density of points.
    Heatmap(HeatmapLayer),
    /// Shaded relief.
    Hillshade(HillshadeLayer),
    /// Buildings.
    FillExtrusion(FillExtrusionLayer),
    /// Whatever rules say, feature by feature.
    Rules(RulesLayer),
}

impl LayerKind {
    /// Whether it draws labels or icons, which are placed.
    pub fn has_symbols(&self) -> bool {
        match self {
            Self::Symbol(_) => true,
            Self::Rules(rules) => rules.symbolizers().any(|it| it.is_placed()),
            _ => false,
        }
    }

    /// Whether it draws nothing else.
    pub fn is_labels(&self) -> bool {
        match self {
            Self::Symbol(_) => true,
            Self::Rules(rules) => rules.symbolizers().all(|it| it.is_placed()),
            _ => false,
        }
    }
}
