//! The typed tree into which style languages are read.

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
    /// The name of the style, or the one given by the caller.
    pub name: String,
    /// Layers in drawing order, from bottom to top.
    pub layers: Vec<Layer>,
    /// Which layer's symbols are placed first.
    pub placement: PlacementOrder,
    /// The sources by name.
    pub sources: BTreeMap<String, Source>,
    /// The inputs of the layers: each pair of source and source layer once.
    pub inputs: Vec<Input>,
    /// Sprites with their ids; images of the sprite `default` need no prefix.
    pub sprites: Vec<Sprite>,
    /// URL template of glyph PBFs, for browsers; karto shapes text with local fonts.
    pub glyphs: Option<String>,
    /// Initial center: longitude and latitude in degrees.
    pub center: Option<[f64; 2]>,
    /// Initial zoom.
    pub zoom: Option<f64>,
    /// Global state: values that all expressions may read.
    pub state: BTreeMap<String, Value<'static>>,
}

/// A source layer that style layers read, with the properties that they use.
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
    /// The unique id.
    pub id: String,
    /// Index into [`Style::inputs`]; `None` for backgrounds.
    pub input: Option<usize>,
    /// The lowest zoom at which the layer is drawn.
    pub min_zoom: f64,
    /// The zoom from which the layer is no longer drawn.
    pub max_zoom: f64,
    /// Whether the layer is visible.
    pub visible: bool,
    /// The filter; all features are drawn if there is none.
    pub filter: Option<Expression>,
    /// The type of the layer with its properties.
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
