//! Data shared by all layers of one picture.

use super::{NoteKey, PlacedTile, Resources, TileSet};
use crate::{
    render::view::View,
    style::{
        Layer, Style,
        expression::{Context, Globals},
    },
};

/// Everything that the layers of one picture are drawn from.
pub(crate) struct Frame<'f, 'a> {
    pub style: &'f Style,
    pub view: &'f View,
    pub tiles: &'f TileSet<'a>,
    pub resources: &'f Resources,
    /// The globals available to expressions.
    pub globals: Globals<'f>,
}

impl<'f> Frame<'f, '_> {
    /// The context of paint properties.
    pub(crate) fn paint(&self) -> Context<'f> {
        Context { globals: Some(self.globals), ..Context::at_zoom(self.view.zoom) }
    }

    /// The context of filters and layout properties.
    pub(crate) fn layout(&self) -> Context<'f> {
        Context { globals: Some(self.globals), ..Context::at_zoom(self.view.layout_zoom()) }
    }

    /// The context of the rules of a layer: their zooms are those of tiles of 256 CSS pixels.
    pub(crate) fn rules(&self) -> Context<'f> {
        Context { globals: Some(self.globals), ..Context::at_zoom(self.view.zoom + 1.0) }
    }

    /// The input of `layer`: its index and the name of its source.
    pub(crate) fn source(&self, layer: &Layer) -> Option<(usize, &'f str)> {
        let input = layer.input?;
        self.style.inputs.get(input).map(|i| (input, i.source.as_str()))
    }

    /// The key of notes about a tile for `layer`; `None` in views of zooms between two whole ones, which are rarely seen
    /// again.
    pub(crate) fn note_key<T>(&self, layer: &Layer, placed: &PlacedTile<'_, T>) -> Option<NoteKey> {
        if self.view.zoom.fract() != 0.0 {
            return None;
        }
        let layer = self.style.layers.iter().position(|it| std::ptr::eq(it, layer))?;
        let bits = f64::to_bits;
        Some(NoteKey { layer, zoom: bits(self.view.zoom), ratio: bits(self.view.pixel_ratio), size: bits(placed.size) })
    }

    /// Width and height of the picture in device pixels.
    pub(crate) fn size(&self) -> [f64; 2] {
        let (width, height) = self.view.pixel_size();
        [f64::from(width), f64::from(height)]
    }
}
