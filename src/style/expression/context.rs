//! What an expression may read.

use std::collections::BTreeMap;

use super::{feature::Feature, value::Value};
use crate::tile::TileId;

/// What is the same for all features of one picture.
#[derive(Clone, Copy)]
pub struct Globals<'a> {
    /// Whether an image of this name exists.
    pub has_image: &'a (dyn Fn(&str) -> bool + 'a),
    /// Values that the style defines for all its expressions.
    pub state: &'a BTreeMap<String, Value<'static>>,
}

/// Everything an expression can read while it is evaluated.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The zoom, `None` for what is computed for all zooms.
    pub zoom: Option<f64>,
    /// The feature, `None` for properties of a whole layer.
    pub feature: Option<&'a Feature<'a>>,
    /// The tile that the feature is in.
    pub tile: Option<TileId>,
    /// Input of a color ramp: progress along a line, density or elevation.
    pub ramp: f64,
    /// Whether colors are mixed premultiplied: between a transparent and an opaque one the hue is the opaque one's.
    pub fading: bool,
    /// What all features share.
    pub globals: Option<Globals<'a>>,
}

impl<'a> Context<'a> {
    /// A context that knows only the zoom.
    pub fn at_zoom(zoom: f64) -> Self {
        Self { zoom: Some(zoom), feature: None, tile: None, ramp: 0.0, fading: false, globals: None }
    }

    /// The same context with a feature.
    pub fn with_feature(self, feature: &'a Feature<'a>) -> Self {
        Self { feature: Some(feature), ..self }
    }

    /// The same context for the features of a tile.
    pub fn in_tile(self, tile: TileId) -> Self {
        Self { tile: Some(tile), ..self }
    }

    /// The same context, with colors mixed premultiplied: what heatmaps look like in MapLibre Native and in
    /// the pictures of MapLibre's own tests.
    pub fn fading(self) -> Self {
        Self { fading: true, ..self }
    }

    /// The same context with the input of a color ramp.
    pub fn with_ramp(self, ramp: f64) -> Self {
        Self { ramp, ..self }
    }

    /// Whether an image of this name exists.
    pub fn has_image(&self, name: &str) -> bool {
        self.globals.is_some_and(|g| (g.has_image)(name))
    }
}
