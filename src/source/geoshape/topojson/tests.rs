//! Topologies against those of topojson-server: `tests/fixtures/topojson`.

use serde::Deserialize;
use serde_json::{Map, Value, value::RawValue};

use crate::source::geoshape::{document, feature::ShapeFeature};

#[derive(Deserialize)]
struct Case {
    input: Collection,
    output: Box<RawValue>,
}

#[derive(Deserialize)]
struct Collection {
    features: Vec<Feature>,
}

#[derive(Deserialize)]
struct Feature {
    id: String,
    properties: Map<String, Value>,
    geometry: Option<Box<RawValue>>,
}

#[test]
fn topologies_are_those_of_topojson_server_byte_for_byte() {
    let text = match std::env::var_os("KARTO_TOPOJSON_CASES") {
        Some(file) => std::fs::read_to_string(file).unwrap(),
        None => include_str!("../../../../tests/fixtures/topojson/cases.json").to_owned(),
    };
    let cases: Vec<Case> = serde_json::from_str(&text).unwrap();
    assert!(cases.len() > 20);
    for (number, case) in cases.into_iter().enumerate() {
        let features = case.input.features.into_iter().map(|f| ShapeFeature {
            id: f.id,
            properties: f.properties,
            geometry: f.geometry,
        });
        let features: Vec<_> = features.collect();
        let made = document(&features, false).unwrap();
        assert_eq!(made, case.output.get(), "case {number}: {}", document(&features, true).unwrap());
    }
}
