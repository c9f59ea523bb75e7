//! The style specification's reference: every property with its type, default, range and the parameters of its
//! expressions. For the origin of `v8.json` see the `README.md` next to this file.

use std::sync::LazyLock;

use serde_json::{Map, Value as Json};

static REFERENCE: LazyLock<Map<String, Json>> =
    LazyLock::new(|| serde_json::from_str(include_str!("v8.json")).unwrap_or_default());

/// The specification's version.
pub fn version() -> &'static str {
    REFERENCE.get("version").and_then(Json::as_str).unwrap_or_default()
}

/// A table of the reference (`$root`, `source_vector`, `layer`, `paint_fill` …), indexed by property name.
pub fn section(name: &str) -> Option<&'static Map<String, Json>> {
    REFERENCE.get(name)?.as_object()
}

/// The entry of the property `name` in `section` (`layout` or `paint`) of layers of `kind`.
pub fn property(kind: &str, section: &str, name: &str) -> Option<&'static Json> {
    self::section(&format!("{section}_{kind}"))?.get(name)
}

/// The layer types in the order of the specification.
pub fn layer_kinds() -> impl Iterator<Item = &'static str> {
    let types = REFERENCE.get("layer").and_then(|layer| layer.pointer("/type/values")).and_then(Json::as_array);
    types.into_iter().flatten().filter_map(Json::as_str)
}

/// The operators of expressions, each with its group.
pub fn operators() -> impl Iterator<Item = (&'static str, &'static str)> {
    let all = section("operators").into_iter().flatten();
    all.filter_map(|(name, group)| Some((name.as_str(), group.as_str()?)))
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_reference_is_complete() {
        assert_eq!(super::layer_kinds().count(), 10);
        assert!(super::property("line", "paint", "line-width").is_some());
        assert!(super::operators().any(|(name, _)| name == "interpolate"));
        assert!(!super::version().is_empty());
    }
}
