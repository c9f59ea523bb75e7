//! Layers and features in which two vector tiles differ. The order of features and tags does not matter.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::mvt::{JsonDetail, MvtError, Tile, to_json};

/// The maximum number of layers that a message names.
const MAX_NAMED_LAYERS: usize = 5;

/// A description of the differences between two decompressed tiles; `None` if there are none.
pub(super) fn difference(old: &[u8], new: &[u8]) -> Result<Option<String>, MvtError> {
    let (old, new) = (features_of_layers(old)?, features_of_layers(new)?);
    let names: std::collections::BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let mut words = Vec::new();
    for name in names {
        match (old.get(name), new.get(name)) {
            (Some(_), None) => words.push(format!("{name} is gone")),
            (None, Some(_)) => words.push(format!("{name} is new")),
            (Some(old), Some(new)) => {
                let (removed, added) = (surplus(old, new), surplus(new, old));
                if removed + added > 0 {
                    let all: usize = old.values().sum();
                    words.push(format!("{name}: {removed} of {all} features gone, {added} new"));
                }
            }
            (None, None) => {}
        }
    }
    let more = words.len().saturating_sub(MAX_NAMED_LAYERS);
    words.truncate(MAX_NAMED_LAYERS);
    if more > 0 {
        words.push(format!("and {more} more layers"));
    }
    Ok((!words.is_empty()).then(|| words.join("; ")))
}

/// Layer → feature (extent, and JSON with sorted tags) → how often it occurs.
type FeatureCounts = BTreeMap<String, BTreeMap<String, usize>>;

fn features_of_layers(bytes: &[u8]) -> Result<FeatureCounts, MvtError> {
    let json = to_json(&Tile::decode(bytes)?, JsonDetail::Full)?;
    let tile: Value = serde_json::from_str(&json).unwrap_or_default();
    let mut layers = FeatureCounts::new();
    for layer in tile.as_array().into_iter().flatten() {
        let text = |key: &str| layer.get(key).map(Value::to_string).unwrap_or_default();
        let name = layer.get("name").and_then(Value::as_str).unwrap_or_default();
        let features = layers.entry(name.to_owned()).or_default();
        for feature in layer.get("features").and_then(Value::as_array).into_iter().flatten() {
            let mut feature = feature.clone();
            feature.sort_all_objects();
            // The same coordinates in another extent are a different place.
            *features.entry(format!("{} {feature}", text("extent"))).or_default() += 1;
        }
    }
    Ok(layers)
}

/// The number of features of `a` that are missing in `b`.
fn surplus(a: &BTreeMap<String, usize>, b: &BTreeMap<String, usize>) -> usize {
    a.iter().map(|(feature, count)| count.saturating_sub(b.get(feature).copied().unwrap_or(0))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mvt::{GeometryType, GeometryWriter, LayerWriter, Value as Tag};

    fn tile(places: &[(&str, i32)], tags_first: bool) -> Vec<u8> {
        let mut out = Vec::new();
        let mut layer = LayerWriter::new("place_label", 4096);
        for (name, x) in places {
            if tags_first {
                layer.tag("type", Tag::String("town"));
            }
            layer.tag("name", Tag::String(name));
            if !tags_first {
                layer.tag("type", Tag::String("town"));
            }
            let mut geometry = GeometryWriter::default();
            geometry.points(&[[*x, 100]]);
            layer.feature(Some(1), GeometryType::Point, geometry.packed());
        }
        layer.finish(&mut out);
        out
    }

    #[test]
    fn order_of_features_and_tags_does_not_matter_and_everything_else_does() {
        let old = tile(&[("Vaduz", 1), ("Balzers", 2)], true);
        let find = |new: &[u8]| difference(&old, new).unwrap();
        assert_eq!(find(&tile(&[("Balzers", 2), ("Vaduz", 1)], false)), None);
        let moved = find(&tile(&[("Vaduz", 1), ("Balzers", 3)], true));
        assert_eq!(moved.as_deref(), Some("place_label: 1 of 2 features gone, 1 new"));
        assert_eq!(find(b"").as_deref(), Some("place_label is gone"));
        assert!(difference(&old, b"not a tile").is_err());
    }
}
