//! What an expression may read.

use std::borrow::Cow;

use super::Value;
use crate::tile::TileId;

/// A slot that the feature has no value for.
pub const ABSENT: u32 = u32::MAX;

/// The geometry class of a feature, as vector tiles know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GeometryKind {
    /// Points.
    Point,
    /// Lines.
    Line,
    /// Polygons.
    Polygon,
    /// Not said, or a number the specification does not know.
    Unknown,
}

impl GeometryKind {
    /// The name that `geometry-type` yields.
    pub fn name(self) -> &'static str {
        match self {
            Self::Point => "Point",
            Self::Line => "LineString",
            Self::Polygon => "Polygon",
            Self::Unknown => "Unknown",
        }
    }
}

/// One feature as expressions see it: bound to the property slots of its style layers (see
/// [`super::Keys`]), so that `["get", "class"]` is two array look-ups.
#[derive(Clone)]
pub struct Feature<'a> {
    /// The feature's id, [`Value::Null`] where it has none.
    pub id: Value<'a>,
    /// Its geometry class.
    pub kind: GeometryKind,
    /// For every slot the index into `values`, or [`ABSENT`].
    pub slots: &'a [u32],
    /// The values of the feature's layer.
    pub values: &'a [Value<'a>],
    /// Everything that is too rare to be bound: all properties by name, the geometry in degrees.
    pub whole: &'a (dyn WholeFeatures + 'a),
    /// Which one of [`Feature::whole`] it is.
    pub index: usize,
}

impl<'a> Feature<'a> {
    /// The value in `slot`.
    pub fn slot(&self, slot: u32) -> Option<&'a Value<'a>> {
        let at = *self.slots.get(slot as usize)?;
        if at == ABSENT { None } else { self.values.get(at as usize) }
    }
}

impl std::fmt::Debug for Feature<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Feature").field("id", &self.id).field("kind", &self.kind).finish_non_exhaustive()
    }
}

/// The slow door to a layer's features, for expressions that need more than bound properties.
pub trait WholeFeatures {
    /// Calls `visit` with every property of a feature.
    fn properties(&self, index: usize, visit: &mut dyn FnMut(&str, &Value<'_>));

    /// What `feature-state` reads; features of tiles have none.
    fn state(&self, index: usize) -> Vec<(String, maplibre_expr::Value)> {
        let _ = index;
        Vec::new()
    }

    /// The points, lines or rings of a feature in degrees (longitude, latitude).
    fn lon_lat(&self, index: usize) -> Vec<Vec<(f64, f64)>>;
}

/// What is the same for all features of one picture.
#[derive(Clone, Copy)]
pub struct Globals<'a> {
    /// The names `image` may count as available.
    pub has_image: &'a (dyn Fn(&str) -> bool + 'a),
    /// What `global-state` reads: the style's `state` defaults.
    pub state: &'a serde_json::Map<String, serde_json::Value>,
}

/// Everything an expression can read while it is evaluated.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The zoom that `["zoom"]` yields; `None` where there is none.
    pub zoom: Option<f64>,
    /// The feature, `None` for properties of a whole layer.
    pub feature: Option<&'a Feature<'a>>,
    /// The tile the feature lies in (for `within` and `distance`).
    pub tile: Option<TileId>,
    /// Input of a colour ramp: `line-progress`, `heatmap-density` or `elevation`.
    pub ramp: f64,
    /// Whether colours are mixed by their share of what is seen: between a transparent and an opaque one
    /// the hue is the opaque one's.
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

    /// The same context, with colours mixed premultiplied: what heatmaps look like in MapLibre Native and in
    /// the pictures of MapLibre's own tests.
    pub fn fading(self) -> Self {
        Self { fading: true, ..self }
    }

    /// The same context with the input of a colour ramp.
    pub fn with_ramp(self, ramp: f64) -> Self {
        Self { ramp, ..self }
    }

    /// What the reference evaluator needs to answer the same question.
    pub(super) fn to_reference(self) -> maplibre_expr::EvaluationContext {
        let mut feature = maplibre_expr::Feature::default();
        if let Some(it) = self.feature {
            feature.id = Some(it.id.to_reference()).filter(|id| *id != maplibre_expr::Value::Null);
            feature.geometry_type = Some(it.kind.name().to_owned());
            feature.geometry = it.whole.lon_lat(it.index);
            feature.state = it.whole.state(it.index).into_iter().collect();
            it.whole.properties(it.index, &mut |key, value| {
                feature.properties.insert(key.to_owned(), value.to_reference());
            });
        }
        maplibre_expr::EvaluationContext {
            zoom: self.zoom,
            feature,
            global_state: self.globals.map_or_else(Default::default, |g| {
                g.state.iter().map(|(k, v)| (k.clone(), maplibre_expr::Value::from_json(v))).collect()
            }),
            available_images: Vec::new(),
            canonical: self.tile.map(|t| (u32::from(t.z()), t.x(), t.y())),
            heatmap_density: Some(self.ramp),
            elevation: Some(self.ramp),
            line_progress: Some(self.ramp),
        }
    }

    /// Whether an image of this name exists.
    pub fn has_image(&self, name: &str) -> bool {
        self.globals.is_some_and(|g| (g.has_image)(name))
    }
}

/// A value with the lifetime of its context.
pub(super) fn text<'a>(s: &'a str) -> Value<'a> {
    Value::String(Cow::Borrowed(s))
}
