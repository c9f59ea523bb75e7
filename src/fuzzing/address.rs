//! Addresses of requests.

/// Reads the path and the query of a request: `/osm-intl/1/0/0.png?lang=fr`.
pub fn address(text: &str) {
    crate::http::fuzzing::address(text);
}
