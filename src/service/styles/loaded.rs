//! Loaded styles.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value as Json};

use crate::{
    render::{Resources, SourceInfo},
    settings::{StyleLocation, StyleSettings},
    style::Style,
    tile::Scale,
};

use super::{error::StyleError, sprites::ServedSprite};

/// The key in the configuration's list of sources that matches all sources of the style.
const EVERY_SOURCE: &str = "*";

/// The lowest scale that is drawn with sprites for high-density screens.
const MIN_DENSE_SCALE: f64 = 1.5;

/// A style with everything that is needed to draw it.
#[derive(Debug)]
pub(crate) struct LoadedStyle {
    /// Its settings.
    pub(crate) settings: StyleSettings,
    /// The style, reduced to the layers that are drawn.
    pub(crate) style: Style,
    /// The original document, for browsers.
    pub(crate) document: Map<String, Json>,
    /// Facts about the style's sources, by their names in the style.
    pub(crate) infos: BTreeMap<String, SourceInfo>,
    /// The sprites by id, for browsers: single and double density.
    pub(crate) sprites: BTreeMap<String, [ServedSprite; 2]>,
    /// The fonts and images to draw with: single and double density.
    pub(super) resources: [Resources; 2],
}

impl LoadedStyle {
    /// The vector layers that the style reads but that the karto source lacks. `layers_of` returns the layers of a
    /// source; if it returns none, they are unknown and nothing is reported. Built-in styles are not checked.
    pub(super) fn lacking(&self, layers_of: impl Fn(&str) -> Vec<String>) -> Vec<StyleError> {
        let StyleLocation::File(path) = &self.settings.path else { return Vec::new() };
        let read: BTreeSet<usize> = self.style.layers.iter().filter_map(|layer| layer.input).collect();
        let inputs = read.into_iter().filter_map(|i| self.style.inputs.get(i));
        let lacking = inputs.filter_map(|input| {
            let (layer, source_id) = (input.source_layer.clone()?, self.backend(&input.source)?);
            let known = layers_of(source_id);
            let lacks = !known.is_empty() && !known.contains(&layer);
            lacks.then(|| StyleError::Layer {
                path: path.display().to_string(),
                layer,
                source_id: source_id.to_owned(),
                known: known.join(", "),
            })
        });
        lacking.collect()
    }

    /// The id of the karto source that replaces the style's source `name`; `None` for GeoJSON and images in the style.
    pub(crate) fn backend(&self, name: &str) -> Option<&str> {
        if self.style.sources.get(name).is_some_and(|source| source.kind().is_own()) {
            return None;
        }
        let named = |wanted: &str| self.settings.sources.iter().find(|(name, _)| name == wanted);
        named(name).or_else(|| named(EVERY_SOURCE)).map(|(_, id)| id.as_ref())
    }

    /// Whether the configuration includes this layer of the document.
    pub(crate) fn draws(&self, layer: &Json) -> bool {
        let text = |key: &str| layer.get(key).and_then(Json::as_str);
        self.settings.draws(text("id").unwrap_or_default(), text("source-layer"))
    }

    /// The fonts and images for tiles of `scale`.
    pub(crate) fn resources(&self, scale: Scale) -> &Resources {
        let [single, double] = &self.resources;
        if scale.factor() < MIN_DENSE_SCALE { single } else { double }
    }
}
