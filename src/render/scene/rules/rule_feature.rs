//! A feature that a symbolizer draws.

use crate::render::scene::tile_frame::TileFrame;
use crate::{
    render::input::{BoundLayer, Frame},
    style::expression::{Context, GeometryKind},
};

/// A feature that a symbolizer draws.
pub(super) struct RuleFeature<'t, 'a> {
    pub frame: &'t Frame<'t, 'a>,
    /// The position of its tile.
    pub place: TileFrame,
    /// The tile's layer that it is in.
    pub bound: &'t BoundLayer<'a>,
    /// Its index in the layer.
    pub index: usize,
    pub kind: GeometryKind,
    /// The context of its expressions.
    pub context: Context<'t>,
}

impl RuleFeature<'_, '_> {
    /// Device pixels per CSS pixel.
    pub(super) fn ratio(&self) -> f64 {
        self.frame.view.pixel_ratio
    }
}
