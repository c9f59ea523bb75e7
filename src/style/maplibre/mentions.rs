//! References of layers to things that must be provided elsewhere: sources, their layers, images, fonts.

use serde_json::{Map, Value as Json};

use super::{
    Path,
    layers::{NOT_DRAWN, Parents},
    locate::Locator,
    outputs, reference,
    spec::Spec,
};
use crate::diagnostic::{SourceFile, Span};

/// A reference with its position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention<T> {
    /// The name.
    pub what: T,
    /// Path in the document.
    pub path: String,
    /// Position in the text.
    pub span: Span,
    /// Whether the style has a fallback for it.
    pub optional: bool,
}

/// The references of one layer.
#[derive(Debug, Clone)]
pub struct LayerMentions {
    /// The id of the layer.
    pub id: String,
    /// The source.
    pub source: Option<Mention<String>>,
    /// The source layer.
    pub source_layer: Option<Mention<String>>,
    /// Images that are drawn for all features.
    pub images: Vec<Mention<String>>,
    /// Font stacks.
    pub fonts: Vec<Mention<Vec<String>>>,
}

/// The references of the layers of the style in `file`, except layers that are never drawn. Empty if the style cannot
/// be read.
pub fn mentions(file: &SourceFile) -> Vec<LayerMentions> {
    let Ok(Json::Object(root)) = serde_json::from_str::<Json>(&file.text) else { return Vec::new() };
    let Some(Json::Array(layers)) = root.get("layers") else { return Vec::new() };
    let mut locator = Locator::new(&file.text);
    let parents = Parents::new(layers);
    let of = |(i, layer): (usize, &Json)| {
        let json = parents.dereferenced(layer.as_object()?);
        let hidden = json.get("layout").and_then(|l| l.get("visibility")).and_then(Json::as_str) == Some("none");
        let drawn = json.get("type").and_then(Json::as_str).is_some_and(|kind| !NOT_DRAWN.contains(&kind));
        (drawn && !hidden).then(|| {
            MentionReader { file, locator: &mut locator, path: Path::root().key("layers").index(i) }.layer(&json)
        })
    };
    layers.iter().enumerate().filter_map(of).collect()
}

struct MentionReader<'r, 't> {
    file: &'t SourceFile,
    locator: &'r mut Locator<'t>,
    path: Path,
}

impl MentionReader<'_, '_> {
    fn layer(&mut self, json: &Map<String, Json>) -> LayerMentions {
        let id = json.get("id").and_then(Json::as_str).unwrap_or_default().to_owned();
        let kind = json.get("type").and_then(Json::as_str).unwrap_or_default();
        let (mut images, mut fonts) = (Vec::new(), Vec::new());
        for section in ["layout", "paint"] {
            let Some(Json::Object(properties)) = json.get(section) else { continue };
            for (name, value) in
                properties.iter().filter(|(name, _)| reference::property(kind, section, name).is_some())
            {
                let path = self.path.key(section).key(name);
                match (Spec::of(kind, section, name).kind(), name.as_str()) {
                    ("resolvedImage", _) => self.images(value, &path, &mut images),
                    ("formatted", _) => self.formatted(value, &path, &mut images, &mut fonts),
                    (_, "text-font") => self.fonts(value, &path, &mut fonts),
                    _ => {}
                }
            }
        }
        let [source, source_layer] = ["source", "source-layer"].map(|key| {
            let name = json.get(key)?.as_str()?.to_owned();
            Some(self.mention(name, &self.path.key(key), false))
        });
        LayerMentions { id, source, source_layer, images, fonts }
    }

    fn mention<T>(&mut self, what: T, path: &Path, optional: bool) -> Mention<T> {
        let span = self.file.span(self.locator.locate(&path.0));
        Mention { what, path: path.to_string(), span, optional }
    }

    fn images(&mut self, json: &Json, path: &Path, images: &mut Vec<Mention<String>>) {
        for leaf in outputs::leaves(json, path) {
            // In old styles `{class}` is replaced with a property.
            if let Some(name) = leaf.value.as_str().filter(|name| !name.is_empty() && !name.contains('{')) {
                images.push(self.mention(name.to_owned(), &leaf.path, leaf.optional));
            }
        }
    }

    fn fonts(&mut self, json: &Json, path: &Path, fonts: &mut Vec<Mention<Vec<String>>>) {
        for leaf in outputs::leaves(json, path) {
            let names: Option<Vec<String>> =
                leaf.value.as_array().map(|all| all.iter().filter_map(Json::as_str).map(str::to_owned).collect());
            if let Some(names) = names.filter(|names| !names.is_empty()) {
                fonts.push(self.mention(names, &leaf.path, leaf.optional));
            }
        }
    }

    /// Images and fonts in `format` expressions at any depth.
    fn formatted(
        &mut self,
        json: &Json,
        path: &Path,
        images: &mut Vec<Mention<String>>,
        fonts: &mut Vec<Mention<Vec<String>>>,
    ) {
        match json {
            Json::Array(items) => {
                match items.first().and_then(Json::as_str) {
                    Some("image") => return self.images(json, path, images),
                    Some("literal") => return,
                    _ => {}
                }
                for (i, item) in items.iter().enumerate().skip(1) {
                    self.formatted(item, &path.index(i), images, fonts);
                }
            }
            Json::Object(options) => {
                if let Some(font) = options.get("text-font") {
                    self.fonts(font, &path.key("text-font"), fonts);
                }
                for (i, stop) in options.get("stops").and_then(Json::as_array).into_iter().flatten().enumerate() {
                    if let Some(output) = stop.get(1) {
                        self.formatted(output, &path.key("stops").index(i).index(1), images, fonts);
                    }
                }
            }
            _ => {}
        }
    }
}
