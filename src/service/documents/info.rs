//! `info.json`: the TileJSON of a source, assembled as in Kartotherian.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::{
    settings::{SourceId, SourceKind, SourceSettings, StyleSettings},
    source::{SharedSource, TileInfo},
};

/// The `info.json` of each source, without `tiles` unless the configuration sets them.
///
/// `setInfo` replaces the source's own info; `overrideInfo` is merged into it, where null deletes a key. A source that
/// changes the tiles of another source has the info of that source.
pub(crate) fn info_of_all(
    settings: &[SourceSettings],
    sources: &BTreeMap<SourceId, SharedSource>,
) -> BTreeMap<SourceId, Map<String, Value>> {
    let mut infos = BTreeMap::new();
    for source in settings {
        resolve(source, settings, sources, &mut infos, 0);
    }
    infos
}

/// The maximum length of a chain of sources, far above real ones. It ends the recursion if there is a cycle.
const MAX_CHAIN: usize = 64;

fn resolve(
    source: &SourceSettings,
    settings: &[SourceSettings],
    sources: &BTreeMap<SourceId, SharedSource>,
    infos: &mut BTreeMap<SourceId, Map<String, Value>>,
    depth: usize,
) -> Map<String, Value> {
    if let Some(known) = infos.get(&source.id) {
        return known.clone();
    }
    let mut parent = |id: &SourceId| match settings.iter().find(|other| other.id == *id) {
        Some(other) if depth < MAX_CHAIN => resolve(other, settings, sources, infos, depth + 1),
        _ => Map::new(),
    };
    let mut info = Map::new();
    info.insert("tilejson".into(), "2.1.0".into());
    if let Some(set) = &source.set_info {
        zooms_and_name(&mut info, source);
        merge(&mut info, set);
    } else {
        let own = match &source.kind {
            SourceKind::Style(style) => {
                let backend = style.sources.first().map(|(_, id)| parent(id));
                drawn(style, &backend.unwrap_or_default())
            }
            kind => match kind.input() {
                Some(input) => parent(input),
                None => sources.get(&source.id).map(|source| plain(source.info())).unwrap_or_default(),
            },
        };
        merge(&mut info, &own);
        zooms_and_name(&mut info, source);
    }
    if let Some(over) = &source.override_info {
        merge(&mut info, over);
    }
    infos.insert(source.id.clone(), info.clone());
    info
}

fn zooms_and_name(info: &mut Map<String, Value>, source: &SourceSettings) {
    if let Some(zoom) = source.min_zoom {
        info.insert("minzoom".into(), zoom.into());
    }
    if let Some(zoom) = source.max_zoom {
        info.insert("maxzoom".into(), zoom.into());
    }
    info.insert("name".into(), source.id.as_ref().into());
}

/// Merges `over` into `info`; null deletes a key.
fn merge(info: &mut Map<String, Value>, over: &Map<String, Value>) {
    for (key, value) in over {
        if value.is_null() {
            info.shift_remove(key);
        } else {
            info.insert(key.clone(), value.clone());
        }
    }
}

/// The info of a source that reads no other source.
fn plain(info: &TileInfo) -> Map<String, Value> {
    let mut out = info.extra.clone();
    let mut insert = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            out.insert(key.into(), value);
        }
    };
    insert("minzoom", info.min_zoom.map(Value::from));
    insert("maxzoom", info.max_zoom.map(Value::from));
    insert("bounds", info.bounds.map(|b| json!(b)));
    insert("center", info.center.map(|c| json!(c)));
    let layers: Vec<Value> = info.vector_layers.iter().map(layer).collect();
    insert("vector_layers", (!layers.is_empty()).then_some(Value::Array(layers)));
    out
}

fn layer(layer: &crate::source::VectorLayer) -> Value {
    let mut out = Map::new();
    out.insert("id".into(), layer.id.as_str().into());
    if !layer.fields.is_empty() {
        out.insert("fields".into(), json!(layer.fields));
    }
    if let Some(zoom) = layer.min_zoom {
        out.insert("minzoom".into(), zoom.into());
    }
    if let Some(zoom) = layer.max_zoom {
        out.insert("maxzoom".into(), zoom.into());
    }
    out.into()
}

/// The info of a drawn source: that of its style, with missing keys from its vector source.
fn drawn(style: &StyleSettings, backend: &Map<String, Value>) -> Map<String, Value> {
    let mut out = style.info.clone();
    for key in ["attribution", "bounds", "center", "minzoom"] {
        if let (Some(value), false) = (backend.get(key), out.contains_key(key)) {
            out.insert(key.into(), value.clone());
        }
    }
    out
}
