//! The `layers` of a style.

use std::collections::{BTreeMap, HashSet};

use serde_json::{Map, Value as Json};

use super::{LayerReader, Path, Problems};
use crate::style::{
    Input, Layer, LayerKind, Source, SourceKind,
    expression::{self, Context, Expression, Globals, Keys},
    layer::{
        BackgroundLayer, CircleLayer, FillExtrusionLayer, FillLayer, HeatmapLayer, HillshadeLayer, LineLayer,
        RasterLayer, SymbolLayer,
    },
};

const LAYER_KEYS: &[&str] = &[
    "id",
    "type",
    "metadata",
    "source",
    "source-layer",
    "minzoom",
    "maxzoom",
    "filter",
    "layout",
    "paint",
    "ref",
    "interactive",
    "slot",
];

/// Reads all layers and what they read; broken layers are reported and left out.
pub(super) fn read(
    root: &Map<String, Json>,
    sources: &BTreeMap<String, Source>,
    state: &Map<String, Json>,
    problems: &mut Problems,
) -> (Vec<Layer>, Vec<Input>) {
    let path = Path::root().key("layers");
    let Some(Json::Array(items)) = root.get("layers") else {
        problems.error("style/layers", path, "a style needs \"layers\", a list");
        return (Vec::new(), Vec::new());
    };
    let (mut layers, mut inputs, mut ids) = (Vec::new(), Vec::new(), HashSet::new());
    for (i, item) in items.iter().enumerate() {
        let path = path.index(i);
        let Json::Object(json) = item else {
            problems.error("style/layer", path, "a layer is an object");
            continue;
        };
        let id = json.get("id").and_then(Json::as_str).unwrap_or_default();
        if !ids.insert(id.to_owned()) {
            problems.error("style/layer", path.key("id"), format!("two layers are called \"{id}\""));
        }
        let whole = dereferenced(json, items);
        if let Some(layer) = layer(&whole, id, &path, sources, &mut inputs, state, problems) {
            layers.push(layer);
        }
    }
    (layers, inputs)
}

/// Layers of old styles borrow from another one by `ref`.
fn dereferenced(json: &Map<String, Json>, all: &[Json]) -> Map<String, Json> {
    let mut whole = json.clone();
    let Some(name) = json.get("ref").and_then(Json::as_str) else { return whole };
    let parent = all.iter().find(|l| l.get("id").and_then(Json::as_str) == Some(name));
    for key in ["type", "source", "source-layer", "minzoom", "maxzoom", "filter", "layout"] {
        if let Some(value) = parent.and_then(|p| p.get(key)) {
            whole.entry(key).or_insert_with(|| value.clone());
        }
    }
    whole
}

fn layer(
    json: &Map<String, Json>,
    id: &str,
    path: &Path,
    sources: &BTreeMap<String, Source>,
    inputs: &mut Vec<Input>,
    state: &Map<String, Json>,
    problems: &mut Problems,
) -> Option<Layer> {
    for key in json.keys().filter(|k| !LAYER_KEYS.contains(&k.as_str()) && !k.contains(':')) {
        let message = format!("a layer has no property \"{key}\"");
        problems.warn("style/unknown-property", path.key(key), message);
    }
    let kind = json.get("type").and_then(Json::as_str).unwrap_or_default();
    let input = if kind == "background" { None } else { Some(input(json, path, sources, inputs, problems)?) };
    let mut unused = Keys::default();
    let keys = input.and_then(|i| inputs.get_mut(i)).map_or(&mut unused, |i| &mut i.keys);
    let mut reader = LayerReader::new(json, path.clone(), keys, problems);
    let filter = reader.filter();
    let reader = &mut reader;
    let read = match kind {
        "background" => LayerKind::Background(BackgroundLayer::read(reader)),
        "fill" => LayerKind::Fill(FillLayer::read(reader)),
        "line" => LayerKind::Line(Box::new(LineLayer::read(reader))),
        "circle" => LayerKind::Circle(Box::new(CircleLayer::read(reader))),
        "symbol" => LayerKind::Symbol(Box::new(SymbolLayer::read(reader))),
        "raster" => LayerKind::Raster(RasterLayer::read(reader)),
        "heatmap" => LayerKind::Heatmap(HeatmapLayer::read(reader)),
        "hillshade" => LayerKind::Hillshade(HillshadeLayer::read(reader)),
        "fill-extrusion" => LayerKind::FillExtrusion(FillExtrusionLayer::read(reader)),
        other => {
            let message = format!("layer \"{id}\" is not drawn: karto has no layer type \"{other}\"");
            problems.warn("style/unsupported", path.key("type"), message);
            return None;
        }
    };
    reader.finish(kind);
    let zoom = |key: &str, default: f64| json.get(key).and_then(Json::as_f64).unwrap_or(default);
    Some(Layer {
        id: id.to_owned(),
        input,
        min_zoom: zoom("minzoom", f64::NEG_INFINITY),
        max_zoom: zoom("maxzoom", f64::INFINITY),
        visible: visible(json, state),
        filter,
        kind: read,
    })
}

/// What the layer reads, shared with the layers that read the same.
fn input(
    json: &Map<String, Json>,
    path: &Path,
    sources: &BTreeMap<String, Source>,
    inputs: &mut Vec<Input>,
    problems: &mut Problems,
) -> Option<usize> {
    let name = json.get("source").and_then(Json::as_str).unwrap_or_default();
    let Some(source) = sources.get(name) else {
        problems.error("style/source", path.key("source"), format!("there is no source \"{name}\""));
        return None;
    };
    let source_layer = json.get("source-layer").and_then(Json::as_str).map(str::to_owned);
    let source_layer = source_layer.filter(|_| source.kind == SourceKind::Vector);
    if source.kind == SourceKind::Vector && source_layer.is_none() {
        let message = format!("a layer that reads the vector source \"{name}\" needs \"source-layer\"");
        problems.error("style/source-layer", path.clone(), message);
        return None;
    }
    let same = |i: &Input| i.source == name && i.source_layer == source_layer;
    Some(inputs.iter().position(same).unwrap_or_else(|| {
        inputs.push(Input { source: name.to_owned(), source_layer: source_layer.clone(), keys: Keys::default() });
        inputs.len() - 1
    }))
}

fn visible(json: &Map<String, Json>, state: &Map<String, Json>) -> bool {
    let Some(visibility) = json.get("layout").and_then(|l| l.get("visibility")) else { return true };
    if let Some(word) = visibility.as_str() {
        return word != "none";
    }
    let parsed = expression::checked(visibility, Some(&maplibre_expr::Type::String), false);
    let Ok(expr) = parsed else { return true };
    let expression = Expression::compile(&expr, &mut Keys::default());
    let none = |_: &str| false;
    let context = Context { globals: Some(Globals { has_image: &none, state }), ..Context::at_zoom(0.0) };
    let word = expression.evaluate(&context).ok();
    word.is_none_or(|w| w.as_str() != Some("none"))
}
