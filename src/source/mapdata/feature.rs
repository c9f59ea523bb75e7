//! Features, and what is wrong with GeoJSON that has none.

use serde_json::{Map, Value};

use super::{external::ExternalData, public_text};

/// A piece of a group.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Piece {
    /// A GeoJSON `Feature` with an object as properties.
    Feature(Map<String, Value>),
    /// Other data, to be loaded.
    External(ExternalData),
}

/// The types of geometries.
const GEOMETRIES: [&str; 7] =
    ["Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection"];

/// Whether this is the `type` of a geometry.
pub(super) fn is_geometry(kind: &str) -> bool {
    GEOMETRIES.contains(&kind)
}

/// A `Feature` with this geometry.
pub(super) fn of_geometry(geometry: Value, properties: Map<String, Value>) -> Map<String, Value> {
    Map::from_iter([
        ("type".to_owned(), Value::from("Feature")),
        ("properties".to_owned(), Value::Object(properties)),
        ("geometry".to_owned(), geometry),
    ])
}

/// What is wrong with GeoJSON, in the words of the original.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum GeoJsonProblem {
    /// `null` where a feature is expected.
    #[error("is null")]
    Null,
    /// Something else that is not an object.
    #[error("unknown javascript type \"{0}\"")]
    NotAnObject(&'static str),
    /// An object without a type.
    #[error("object has no \"type\" property")]
    NoType,
    /// An object of another type.
    #[error("unknown \"type\" property \"{0}\"")]
    UnknownType(String),
    /// Collections within collections within collections.
    #[error("nested too deeply")]
    TooDeep,
}

impl GeoJsonProblem {
    /// The problem of a value that is not a feature, a collection or a geometry.
    pub(super) fn of(value: &Value) -> Self {
        let kind = match value {
            Value::Null => return Self::Null,
            Value::Bool(_) => return Self::NotAnObject("boolean"),
            Value::Number(_) => return Self::NotAnObject("number"),
            Value::String(_) => return Self::NotAnObject("string"),
            Value::Array(_) => return Self::NotAnObject("object"),
            Value::Object(object) => object.get("type"),
        };
        match kind {
            None | Some(Value::Null | Value::Bool(false)) => Self::NoType,
            Some(Value::String(kind)) if kind.is_empty() => Self::NoType,
            Some(Value::String(kind)) => Self::UnknownType(public_text::shortened(kind)),
            Some(other) => Self::UnknownType(public_text::shortened(&other.to_string())),
        }
    }
}
