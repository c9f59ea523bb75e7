//! info.json: what TileJSON says of a source, put together as Kartotherian does.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::{
    settings::{SourceId, SourceKind, SourceSettings, StyleSettings},
    source::{SharedSource, TileInfo},
};

/// The info.json of every source, without `tiles` unless the configuration gives them.
///
/// `setInfo` replaces what a source says of itself, `overrideInfo` is laid over it (null deletes). Steps
/// that change tiles of another source say what that one says. `settings` is in reading order: no source
/// comes before those it reads.
pub fn all(
    settings: &[SourceSettings],
    sources: &BTreeMap<SourceId, SharedSource>,
) -> BTreeMap<SourceId, Map<String, Value>> {
    let mut infos = BTreeMap::new();
    // Order of references is checked by the configuration only for cycles, so follow them from here.
    for source in settings {
        resolve(source, settings, sources, &mut infos, 0);
    }
    infos
}

/// No chain of a real configuration comes near this; it keeps a cycle that slipped through from looping.
const DEEPEST_CHAIN: usize = 64;

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
        Some(other) if depth < DEEPEST_CHAIN => resolve(other, settings, sources, infos, depth + 1),
        _ => Map::new(),
    };
    let mut info = Map::new();
    info.insert("tilejson".into(), "2.1.0".into());
    if let Some(set) = &source.set_info {
        zooms_and_name(&mut info, source);
        lay_over(&mut info, set);
    } else {
        let own = match &source.kind {
            SourceKind::Overzoom(step) => parent(&step.source),
            SourceKind::Json2tags(step) => parent(&step.source),
            SourceKind::Babel(step) => parent(&step.source),
            SourceKind::Mirror(step) => parent(&step.source),
            SourceKind::Style(style) => {
                let backend = style.sources.first().map(|(_, id)| parent(id));
                drawn(style, &backend.unwrap_or_default())
            }
            _ => sources.get(&source.id).map(|source| plain(source.info())).unwrap_or_default(),
        };
        lay_over(&mut info, &own);
        zooms_and_name(&mut info, source);
    }
    if let Some(over) = &source.override_info {
        lay_over(&mut info, over);
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

fn lay_over(info: &mut Map<String, Value>, over: &Map<String, Value>) {
    for (key, value) in over {
        if value.is_null() {
            info.shift_remove(key);
        } else {
            info.insert(key.clone(), value.clone());
        }
    }
}

/// What a source says of itself.
fn plain(info: &TileInfo) -> Map<String, Value> {
    let mut out = info.extra.clone();
    let mut say = |key: &str, value: Option<Value>| {
        if let Some(value) = value {
            out.insert(key.into(), value);
        }
    };
    say("minzoom", info.min_zoom.map(Value::from));
    say("maxzoom", info.max_zoom.map(Value::from));
    say("bounds", info.bounds.map(|b| json!(b)));
    say("center", info.center.map(|c| json!(c)));
    let layers: Vec<Value> = info.vector_layers.iter().map(layer).collect();
    say("vector_layers", (!layers.is_empty()).then_some(Value::Array(layers)));
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

/// What a drawn source says: its style's words, and where those are silent, where the data is.
fn drawn(style: &StyleSettings, backend: &Map<String, Value>) -> Map<String, Value> {
    let mut out = style.info.clone();
    for key in ["attribution", "bounds", "center", "minzoom"] {
        if let (Some(value), false) = (backend.get(key), out.contains_key(key)) {
            out.insert(key.into(), value.clone());
        }
    }
    out
}
