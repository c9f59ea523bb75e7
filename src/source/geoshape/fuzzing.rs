//! For the fuzz targets.

use serde_json::{Map, value::RawValue};

use super::{
    document,
    feature::{self, ShapeCollection, ShapeFeature},
    sanitizer::Sanitizer,
    wikidata::QueryService,
};

/// Reads the answer of the Wikidata query service, and makes a document of it.
pub(crate) fn query_result(body: &[u8]) {
    if let Ok(rows) = QueryService::rows(body, None) {
        let shapes = ShapeCollection { features: feature::of_points(rows), _permit: None };
        let _ = (document(&shapes, true), document(&shapes, false));
    }
}

/// Reads the answer with cleaned properties.
pub(crate) fn clean_properties(body: &[u8]) {
    let _ = Sanitizer::rows(body);
}

/// Makes TopoJSON of a geometry.
pub(crate) fn topology(geometry: &str) {
    let Ok(geometry) = RawValue::from_string(geometry.to_owned()) else { return };
    let feature =
        |id: &str| ShapeFeature { id: id.to_owned(), properties: Map::new(), geometry: Some(geometry.clone()) };
    let shapes = ShapeCollection { features: vec![feature("Q1"), feature("Q2")], _permit: None };
    let _ = document(&shapes, false);
}
