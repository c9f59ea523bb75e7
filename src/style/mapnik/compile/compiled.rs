//! What a map is compiled into.

use crate::{
    diagnostic::Span,
    style::{Style, mapnik::map::Attribute},
};

/// How a map is compiled.
#[derive(Debug, Clone, Copy)]
pub struct CompileOptions<'o> {
    /// The name of the style.
    pub name: &'o str,
    /// The name of its source of vector tiles.
    pub source: &'o str,
}

impl Default for CompileOptions<'_> {
    fn default() -> Self {
        Self { name: "", source: "source" }
    }
}

/// A compiled map, and what it needs from outside.
#[derive(Debug, Clone)]
pub struct CompiledMap {
    /// The style, with one source of vector tiles.
    pub style: Style,
    /// The names of its layers, in drawing order.
    pub layers: Vec<UsedName>,
    /// The folders with its fonts, as written: relative to the map's own folder.
    pub font_folders: Vec<UsedName>,
    /// The faces of its labels.
    pub faces: Vec<UsedName>,
    /// The images that it draws, relative to the map's own folder; `[field]` in a name stands for any text.
    pub files: Vec<UsedName>,
    /// The layers with data sources of their own.
    pub layer_data: Vec<LayerData>,
}

/// A name that a map uses.
#[derive(Debug, Clone, PartialEq)]
pub struct UsedName {
    /// The name.
    pub name: String,
    /// Where it is used first.
    pub span: Option<Span>,
}

/// A layer that has a data source of its own, which karto does not read: the layer of this name in the vector tiles is
/// drawn instead.
#[derive(Debug, Clone, PartialEq)]
pub struct LayerData {
    /// The name of the layer.
    pub layer: String,
    /// The parameters of the data source.
    pub parameters: Vec<Attribute>,
    /// The place of the layer.
    pub span: Option<Span>,
}
