//! Features as seen by expressions.

use super::value::Value;

/// A slot for which the feature has no value.
pub const ABSENT: u32 = u32::MAX;

/// The geometry type of a feature, as in vector tiles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GeometryKind {
    /// Points.
    Point,
    /// Lines.
    Line,
    /// Polygons.
    Polygon,
    /// Not given, or not defined by the vector tile specification.
    Unknown,
}

impl GeometryKind {
    /// The name in expressions (as in GeoJSON).
    pub fn name(self) -> &'static str {
        match self {
            Self::Point => "Point",
            Self::Line => "LineString",
            Self::Polygon => "Polygon",
            Self::Unknown => "Unknown",
        }
    }
}

/// A feature as seen by expressions. It is bound to the property slots of its style layers (see [`super::Keys`]), so
/// that reading a property takes two array look-ups.
#[derive(Clone)]
pub struct Feature<'a> {
    /// The feature's id, or [`Value::Null`].
    pub id: Value<'a>,
    /// The geometry type.
    pub kind: GeometryKind,
    /// For every slot, an index into `values`, or [`ABSENT`].
    pub slots: &'a [u32],
    /// The values of the feature's layer.
    pub values: &'a [Value<'a>],
    /// Slow path for data that is rarely needed: all properties by name, the geometry in degrees.
    pub whole: &'a (dyn WholeFeatures + 'a),
    /// Index of the feature in [`Feature::whole`].
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

/// The slow path to a layer's features, for expressions that need more than bound properties.
pub trait WholeFeatures {
    /// Calls `visit` with every property of a feature.
    fn properties(&self, index: usize, visit: &mut dyn FnMut(&str, &Value<'_>));

    /// The state set while the map is used; features of tiles have none.
    fn state(&self, index: usize) -> Vec<(String, Value<'static>)> {
        let _ = index;
        Vec::new()
    }

    /// The points, lines or rings of a feature in degrees (longitude, latitude).
    fn lon_lat(&self, index: usize) -> Vec<Vec<(f64, f64)>>;
}
