//! Answers of other services.

use crate::source::{geoshape, mapdata};

/// Reads the answer of MediaWiki's API with the maps of a page.
pub fn page_with_maps(body: &[u8]) {
    mapdata::fuzzing::page_with_maps(body);
}

/// Reads the answer of MediaWiki's API with a page of map data.
pub fn page_of_map_data(body: &[u8]) {
    mapdata::fuzzing::page_of_map_data(body);
}

/// Reads the answer of the Wikidata query service.
pub fn query_result(body: &[u8]) {
    geoshape::fuzzing::query_result(body);
}

/// Reads the answer of MediaWiki's API with cleaned properties.
pub fn clean_properties(body: &[u8]) {
    geoshape::fuzzing::clean_properties(body);
}

/// Makes TopoJSON of a GeoJSON geometry from the database.
pub fn topology(geometry: &str) {
    geoshape::fuzzing::topology(geometry);
}
