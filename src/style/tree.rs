//! The typed tree that every style language is turned into.

use std::collections::BTreeMap;

use super::{
    compositing::Compositing,
    expression::{Context, Expression, Keys, Value},
    layer::LayerKind,
    placement_order::PlacementOrder,
    source::Source,
    sprite::Sprite,
};

/// A style, ready to be evaluated.
#[derive(Debug, Clone)]
pub struct Style {
    /// Its name: its own, or what the caller called it.
    pub name: String,
    /// Layers in drawing order, the first one lowest.
    pub layers: Vec<Layer>,
    /// Which layer's symbols are placed first.
    pub placement: PlacementOrder,
    /// The sources by name.
    pub sources: BTreeMap<String, Source>,
    /// What the layers read: each pair of source and source layer once.
    pub inputs: Vec<Input>,
    /// Sprites with their ids; the one called `default` needs no prefix.
    pub sprites: Vec<Sprite>,
    /// URL template of glyph PBFs, for browsers; karto shapes local fonts.
    pub glyphs: Option<String>,
    /// Longitude and latitude to start from.
    pub center: Option<[f64; 2]>,
    /// Zoom to start from.
    pub zoom: Option<f64>,
    /// Values that all expressions may read.
    pub state: BTreeMap<String, Value<'static>>,
}

/// One source layer that style layers read, with the properties they ask for.
#[derive(Debug, Clone)]
pub struct Input {
    /// Name of the source in the style.
    pub source: String,
    /// Name of the layer within the source's tiles; `None` for GeoJSON and images.
    pub source_layer: Option<String>,
    /// The properties that any of the style layers reads.
    pub keys: Keys,
}

/// One layer of a style.
#[derive(Debug, Clone)]
pub struct Layer {
    /// Its unique name.
    pub id: String,
    /// What it reads, an index into [`Style::inputs`]; `None` for backgrounds.
    pub input: Option<usize>,
    /// The lowest zoom at which it is drawn.
    pub min_zoom: f64,
    /// The zoom from which on it is no longer drawn.
    pub max_zoom: f64,
    /// Whether it is drawn at all.
    pub visible: bool,
    /// Which features it draws, all if there is no filter.
    pub filter: Option<Expression>,
    /// How it draws them.
    pub kind: LayerKind,
    /// How all that it draws is laid over the layers below. Layer types of MapLibre that have an opacity of their own
    /// apply it within.
    pub compositing: Compositing,
}

impl Layer {
    /// Whether the layer is drawn at `zoom`.
    pub fn is_drawn_at(&self, zoom: f64) -> bool {
        self.visible && zoom >= self.min_zoom && zoom < self.max_zoom
    }

    /// Whether the layer draws the feature of `context`.
    pub fn accepts(&self, context: &Context<'_>) -> bool {
        self.filter.as_ref().is_none_or(|f| f.is_true(context))
    }
}
