//! The `layers` of a style.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Map, Value as Json};

use super::{Path, expression, problems::Problems, properties, reader::LayerReader, reference, spec::Spec, validate};
use crate::diagnostic::Code;
use crate::spelling::did_you_mean;
use crate::style::{
    Compositing, Input, Layer, Source, SourceType,
    expression::{Context, Globals, Keys, Value},
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

/// The maximum number of layers of a style.
const MAX_LAYERS: usize = 10_000;

/// The maximum number of layer ids among which the one that was meant is searched.
const MAX_SUGGESTED: usize = 500;

/// Reads all layers and their inputs. Invalid layers are reported and left out.
pub(super) fn read(
    root: &Map<String, Json>,
    sources: &BTreeMap<String, Source>,
    state: &BTreeMap<String, Value<'static>>,
    problems: &mut Problems,
) -> (Vec<Layer>, Vec<Input>) {
    let path = Path::root().key("layers");
    let Some(Json::Array(items)) = root.get("layers") else {
        problems.error(Code::StyleInvalid, path, "a style needs \"layers\", a list");
        return (Vec::new(), Vec::new());
    };
    let (mut layers, mut inputs, mut ids) = (Vec::new(), Vec::new(), HashSet::new());
    if items.len() > MAX_LAYERS {
        let message = format!("the style has {} layers, more than {MAX_LAYERS}", items.len());
        problems.error(Code::StyleTooLarge, path, message).help("combine layers: expressions can tell features apart");
        return (layers, inputs);
    }
    let parents = Parents::new(items);
    for (i, item) in items.iter().enumerate() {
        let path = path.index(i);
        let Json::Object(json) = item else {
            problems.error(Code::StyleInvalid, path, "a layer is an object");
            continue;
        };
        let id = json.get("id").and_then(Json::as_str).unwrap_or_default();
        if id.is_empty() {
            problems.error(Code::StyleInvalid, path.clone(), "a layer needs \"id\", a unique name");
        } else if !ids.insert(id.to_owned()) {
            problems.error(Code::StyleInvalid, path.key("id"), format!("two layers are called \"{id}\""));
        }
        if !parents.has_parent(json, &path, problems) {
            continue;
        }
        let whole = parents.dereferenced(json);
        if let Some(layer) = layer(&whole, id, &path, sources, &mut inputs, state, problems) {
            layers.push(layer);
        }
    }
    (layers, inputs)
}

/// The layers by id, from which layers of old styles inherit with `ref`.
pub(super) struct Parents<'j>(HashMap<&'j str, &'j Json>);

impl<'j> Parents<'j> {
    /// Of all layers; the first one with an id counts.
    pub(super) fn new(all: &'j [Json]) -> Self {
        let mut by_id = HashMap::new();
        for layer in all {
            if let Some(id) = layer.get("id").and_then(Json::as_str) {
                by_id.entry(id).or_insert(layer);
            }
        }
        Self(by_id)
    }

    /// Whether the layer has no `ref`, or a `ref` to an existing layer that has none itself.
    fn has_parent(&self, json: &Map<String, Json>, path: &Path, problems: &mut Problems) -> bool {
        let Some(name) = json.get("ref") else { return true };
        match name.as_str().and_then(|name| self.0.get(name)) {
            None => {
                let message = format!("\"ref\" refers to the layer {}, which does not exist", validate::shown(name));
                // With very many layers, the search would take longer than all the rest.
                let ids = self.0.keys().copied().take(MAX_SUGGESTED);
                let near = did_you_mean(name.as_str().unwrap_or_default(), ids);
                let problem = problems.error(Code::StyleInvalid, path.key("ref"), message);
                if let Some(near) = near {
                    problem.suggest(near);
                }
                false
            }
            Some(parent) if parent.get("ref").is_some() => {
                let message =
                    format!("\"ref\" refers to the layer {}, which has a \"ref\" itself", validate::shown(name));
                problems.error(Code::StyleInvalid, path.key("ref"), message);
                false
            }
            Some(_) => true,
        }
    }

    /// The layer with what it inherits.
    pub(super) fn dereferenced(&self, json: &Map<String, Json>) -> Map<String, Json> {
        let mut whole = json.clone();
        let Some(name) = json.get("ref").and_then(Json::as_str) else { return whole };
        let parent = self.0.get(name);
        for key in ["type", "source", "source-layer", "minzoom", "maxzoom", "filter", "layout"] {
            if let Some(value) = parent.and_then(|p| p.get(key)) {
                whole.entry(key).or_insert_with(|| value.clone());
            }
        }
        whole
    }
}

fn layer(
    json: &Map<String, Json>,
    id: &str,
    path: &Path,
    sources: &BTreeMap<String, Source>,
    inputs: &mut Vec<Input>,
    state: &BTreeMap<String, Value<'static>>,
    problems: &mut Problems,
) -> Option<Layer> {
    for key in json.keys().filter(|k| !LAYER_KEYS.contains(&k.as_str()) && !k.contains(':')) {
        validate::unknown(key, "a layer", did_you_mean(key, LAYER_KEYS.iter().copied()), path, problems);
    }
    for key in ["minzoom", "maxzoom", "source", "source-layer"] {
        let entry = reference::section("layer").and_then(|layer| layer.get(key));
        if let (Some(value), Some(entry)) = (json.get(key), entry) {
            let text = key.starts_with("source") && !value.is_string();
            if text {
                let message = format!("\"{key}\" must be text, not {}", validate::shown(value));
                problems.error(Code::StyleValue, path.key(key), message);
            } else {
                validate::value(key, value, Spec::entry(entry), &path.key(key), problems);
            }
        }
    }
    let kind = kind(json, id, path, problems)?;
    let input = if kind == "background" { None } else { Some(input(json, kind, path, sources, inputs, problems)?) };
    let mut unused = Keys::default();
    let keys = input.and_then(|i| inputs.get_mut(i)).map_or(&mut unused, |i| &mut i.keys);
    let mut reader = LayerReader::new(kind, properties::properties_of(kind), json, path.clone(), keys, problems);
    let filter = reader.filter();
    // `kind` has already reported types that are not drawn.
    let read = properties::read(kind, &mut reader)?;
    reader.finish();
    let zoom = |key: &str, default: f64| json.get(key).and_then(Json::as_f64).unwrap_or(default);
    Some(Layer {
        id: id.to_owned(),
        input,
        min_zoom: zoom("minzoom", f64::NEG_INFINITY),
        max_zoom: zoom("maxzoom", f64::INFINITY),
        visible: visible(json, state, path, problems),
        filter,
        kind: read,
        compositing: Compositing::default(),
    })
}

/// Layer types of the specification that are not drawn.
pub(super) const NOT_DRAWN: &[&str] = &["color-relief"];

/// The layer's type, if it is drawn.
fn kind<'j>(json: &'j Map<String, Json>, id: &str, path: &Path, problems: &mut Problems) -> Option<&'j str> {
    let kinds = || reference::layer_kinds();
    match json.get("type") {
        Some(Json::String(kind)) if NOT_DRAWN.contains(&kind.as_str()) => {
            let message = format!("layer \"{id}\" is not drawn: karto does not draw {kind} layers");
            problems.warn(Code::StyleNotDrawn, path.key("type"), message);
            None
        }
        Some(Json::String(kind)) if kinds().any(|known| known == kind) => Some(kind),
        Some(other) => {
            let message = format!("there is no layer type {}", validate::shown(other));
            let near = did_you_mean(other.as_str().unwrap_or_default(), kinds());
            let problem = problems.error(Code::StyleInvalid, path.key("type"), message);
            problem.help(format!("layer types are {}", kinds().collect::<Vec<_>>().join(", ")));
            if let Some(near) = near {
                problem.suggest(near);
            }
            None
        }
        None => {
            problems.error(Code::StyleInvalid, path.clone(), "a layer needs \"type\"");
            None
        }
    }
}

/// The source types that layers of `kind` can draw, and their names in messages.
fn drawable(kind: &str) -> (&'static [SourceType], &'static str) {
    match kind {
        "raster" => (&[SourceType::Raster, SourceType::Image, SourceType::Video], "a raster, image or video source"),
        "hillshade" | "color-relief" => (&[SourceType::RasterDem], "a raster-dem source"),
        _ => (&[SourceType::Vector, SourceType::GeoJson], "a vector or geojson source"),
    }
}

/// The input of the layer, shared with other layers of the same input.
fn input(
    json: &Map<String, Json>,
    kind: &str,
    path: &Path,
    sources: &BTreeMap<String, Source>,
    inputs: &mut Vec<Input>,
    problems: &mut Problems,
) -> Option<usize> {
    let Some(name) = json.get("source") else {
        problems.error(Code::StyleSource, path.clone(), format!("a {kind} layer needs \"source\""));
        return None;
    };
    // A name that is not text has already been reported.
    let name = name.as_str()?;
    let Some(source) = sources.get(name) else {
        let near = did_you_mean(name, sources.keys().map(String::as_str)).map(str::to_owned);
        let problem =
            problems.error(Code::StyleSource, path.key("source"), format!("the style has no source \"{name}\""));
        if let Some(near) = near {
            problem.suggest(&near);
        }
        return None;
    };
    let (kinds, words) = drawable(kind);
    if !kinds.contains(&source.kind()) {
        let message = format!("a {kind} layer reads {words}, which \"{name}\" is not");
        problems.error(Code::StyleSource, path.key("source"), message);
        return None;
    }
    let source_layer = json.get("source-layer").and_then(Json::as_str).map(str::to_owned);
    let source_layer = source_layer.filter(|_| source.kind() == SourceType::Vector);
    if source.kind() == SourceType::Vector && source_layer.is_none() {
        let message = format!("a layer that reads the vector source \"{name}\" needs \"source-layer\"");
        problems.error(Code::StyleSource, path.clone(), message);
        return None;
    }
    let same = |i: &Input| i.source == name && i.source_layer == source_layer;
    Some(inputs.iter().position(same).unwrap_or_else(|| {
        inputs.push(Input { source: name.to_owned(), source_layer: source_layer.clone(), keys: Keys::default() });
        inputs.len() - 1
    }))
}

fn visible(
    json: &Map<String, Json>,
    state: &BTreeMap<String, Value<'static>>,
    path: &Path,
    problems: &mut Problems,
) -> bool {
    let Some(visibility) = json.get("layout").and_then(|l| l.get("visibility")) else { return true };
    let path = path.key("layout").key("visibility");
    if !expression::is_expression(visibility) {
        let word = visibility.as_str().unwrap_or_default();
        if !matches!(word, "visible" | "none") {
            let message =
                format!("\"visibility\" must be \"visible\" or \"none\", not {}", validate::shown(visibility));
            let problem = problems.error(Code::StyleValue, path, message);
            if let Some(near) = did_you_mean(word, ["visible", "none"]) {
                problem.suggest(near);
            }
        }
        return word != "none";
    }
    let expr = match expression::checked(visibility, Some(&maplibre_expr::Type::String), false) {
        Ok(expr) => expr,
        Err(e) => {
            problems.error(Code::StyleExpression, path.indices(&e.key), e.to_string());
            return true;
        }
    };
    let expression = expression::compile(&expr, &mut Keys::default());
    let none = |_: &str| false;
    let context = Context { globals: Some(Globals { has_image: &none, state }), ..Context::at_zoom(0.0) };
    let word = expression.evaluate(&context).ok();
    word.is_none_or(|w| w.as_str() != Some("none"))
}
