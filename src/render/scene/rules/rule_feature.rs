//! A feature that a symbolizer draws.

use crate::{
    render::input::{BoundLayer, Frame, PlacedTile, VectorTile},
    style::expression::Context,
};

/// A feature that a symbolizer draws.
pub(super) struct RuleFeature<'t, 'a> {
    pub frame: &'t Frame<'t, 'a>,
    pub placed: &'t PlacedTile<'t, VectorTile<'a>>,
    /// The tile's layer that it is in.
    pub bound: &'t BoundLayer<'a>,
    /// Its index in the layer.
    pub index: usize,
    /// The context of its expressions.
    pub context: Context<'t>,
}
