//! The input of expressions.

use std::collections::BTreeMap;

use super::{feature::Feature, value::Value};
use crate::tile::TileId;

/// Input that is the same for all features of a picture.
#[derive(Clone, Copy)]
pub struct Globals<'a> {
    /// Whether an image with the given name exists.
    pub has_image: &'a (dyn Fn(&str) -> bool + 'a),
    /// Global state: values that the style defines for all of its expressions.
    pub state: &'a BTreeMap<String, Value<'static>>,
}

/// Everything an expression can read while it is evaluated.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The zoom; `None` if the value must not depend on it.
    pub zoom: Option<f64>,
    /// The feature; `None` for properties of a whole layer.
    pub feature: Option<&'a Feature<'a>>,
    /// The tile that contains the feature.
    pub tile: Option<TileId>,
    /// Input of a color ramp: progress along a line, density or elevation.
    pub ramp: f64,
    /// Whether colors are interpolated premultiplied, so that the hue between a transparent and an opaque color is the
    /// opaque one's.
    pub fading: bool,
    /// The input shared by all features.
    pub globals: Option<Globals<'a>>,
}

impl<'a> Context<'a> {
    /// A context that only contains the zoom.
    pub fn at_zoom(zoom: f64) -> Self {
        Self { zoom: Some(zoom), feature: None, tile: None, ramp: 0.0, fading: false, globals: None }
    }

    /// This context with a feature.
    pub fn with_feature(self, feature: &'a Feature<'a>) -> Self {
        Self { feature: Some(feature), ..self }
    }

    /// This context for the features of a tile.
    pub fn in_tile(self, tile: TileId) -> Self {
        Self { tile: Some(tile), ..self }
    }

    /// This context with premultiplied color interpolation, as used for heatmaps by MapLibre Native and by the expected
    /// pictures of MapLibre's own tests.
    pub fn fading(self) -> Self {
        Self { fading: true, ..self }
    }

    /// This context with the input of a color ramp.
    pub fn with_ramp(self, ramp: f64) -> Self {
        Self { ramp, ..self }
    }

    /// Whether an image with the given name exists.
    pub fn has_image(&self, name: &str) -> bool {
        self.globals.is_some_and(|g| (g.has_image)(name))
    }
}
