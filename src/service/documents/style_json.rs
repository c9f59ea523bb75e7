//! A drawn source's style as a document for MapLibre GL, in which sources, glyphs and sprites are replaced by URLs of
//! karto.

use std::sync::Arc;

use serde_json::{Map, Value as Json, json};

use crate::{
    service::{served_source::ServedSource, sources::Sources, styles::LoadedStyle},
    style::{self, maplibre::reference},
    tile::{Format, Scale},
};

/// The inputs of a style document.
pub(super) struct StyleDocument<'a> {
    pub(super) sources: &'a Sources,
    pub(super) style: &'a LoadedStyle,
    /// The id of the drawn source.
    pub(super) id: &'a str,
    /// The public URL of karto, without a trailing slash.
    pub(super) base: &'a str,
    /// The language of labels.
    pub(super) lang: Option<&'a str>,
}

impl StyleDocument<'_> {
    /// The document; `None` if tiles that it draws are not public.
    pub(super) fn write(&self) -> Option<Map<String, Json>> {
        let original = &self.style.document;
        // Unknown members may contain anything, such as private data, so they are left out.
        let known = reference::section("$root")?;
        let is_kept = |key: &str| known.contains_key(key) && !matches!(key, "metadata" | "font-faces" | "terrain");
        let mut document: Map<String, Json> =
            original.iter().filter(|(key, _)| is_kept(key)).map(|(k, v)| (k.clone(), v.clone())).collect();
        let layers = original.get("layers")?.as_array()?;
        let drawn: Vec<&Json> = layers.iter().filter(|layer| self.style.draws(layer)).collect();
        let sources = self.sources_of(&drawn);
        // Without its tiles, a style would be an empty map.
        let tiled = |source: &style::Source| source.kind() == style::SourceType::Vector;
        let missing = |layer: &&Json| {
            let name = source_of(layer).unwrap_or_default();
            self.style.style.sources.get(name).is_some_and(tiled) && !sources.contains_key(name)
        };
        if drawn.iter().any(missing) {
            return None;
        }
        let has_source = |layer: &&Json| source_of(layer).is_none_or(|source| sources.contains_key(source));
        let layers: Vec<Json> = drawn.into_iter().filter(has_source).cloned().collect();
        document.insert("layers".into(), layers.into());
        document.insert("sources".into(), sources.into());
        document.insert("glyphs".into(), format!("{}/fonts/{{fontstack}}/{{range}}.pbf", self.base).into());
        match self.sprites() {
            Some(sprites) => document.insert("sprite".into(), sprites),
            None => document.shift_remove("sprite"),
        };
        Some(document)
    }

    /// The sources that `layers` read and that browsers can load.
    fn sources_of(&self, layers: &[&Json]) -> Map<String, Json> {
        let is_read = |name: &str| layers.iter().any(|layer| source_of(layer) == Some(name));
        let read = self.style.style.sources.iter().filter(|(name, _)| is_read(name));
        read.filter_map(|(name, source)| Some((name.clone(), self.source(name, source)?))).collect()
    }

    /// A source of the style, for browsers; `None` if they cannot load it.
    fn source(&self, name: &str, source: &style::Source) -> Option<Json> {
        let wanted: fn(Format) -> bool = match source.kind() {
            style::SourceType::Vector => |format| format == Format::Pbf,
            style::SourceType::Raster | style::SourceType::RasterDem => |f| f.is_raster() && f != Format::Svg,
            // Data on other servers keeps its URLs.
            style::SourceType::GeoJson | style::SourceType::Image => {
                return self.style.resources(Scale::ONE).own.carried.get(name).cloned();
            }
            style::SourceType::Video => return None,
        };
        let public = self.public_tiles(self.style.backend(name)?, wanted)?;
        let settings = &public.settings;
        let format = settings.formats.iter().copied().find(|format| wanted(*format))?;
        let lang = self.lang.filter(|_| public.depends_on_lang);
        let query = lang.map(|lang| format!("?lang={lang}")).unwrap_or_default();
        let tiles = format!("{}/{}/{{z}}/{{x}}/{{y}}.{}{query}", self.base, settings.id, format.name());
        let mut json = source.document.clone();
        json.retain(|key, _| {
            !matches!(key.as_str(), "url" | "tiles" | "minzoom" | "maxzoom" | "bounds" | "attribution" | "scheme")
        });
        json.insert("tiles".into(), json!([tiles]));
        for key in ["minzoom", "maxzoom", "bounds", "attribution"] {
            if let Some(value) = public.info.get(key) {
                json.insert(key.into(), value.clone());
            }
        }
        Some(json.into())
    }

    /// The public source whose tiles are closest to those of `id`: `id` itself, a source made from it alone, or a
    /// source that it is made from.
    fn public_tiles(&self, id: &str, wanted: fn(Format) -> bool) -> Option<&Arc<ServedSource>> {
        let serves = |source: &&Arc<ServedSource>| {
            source.settings.public && source.settings.formats.iter().any(|format| wanted(*format))
        };
        let is_made_from_it = |source: &&Arc<ServedSource>| {
            self.sources.chain(&source.settings.id).any(|input| *input.settings.id == *id)
        };
        let itself = self.sources.get(id).filter(serves);
        itself
            .or_else(|| self.sources.iter().find(|source| serves(source) && is_made_from_it(source)))
            .or_else(|| self.sources.chain(id).find(serves))
    }

    /// The style's `sprite`: a URL, or a list of ids and URLs.
    fn sprites(&self) -> Option<Json> {
        let url = |id: &str| format!("{}/sprites/{}/{id}", self.base, self.id);
        let ids: Vec<&String> = self.style.sprites.keys().collect();
        match ids.as_slice() {
            [] => None,
            [one] if *one == "default" => Some(url(one).into()),
            many => Some(many.iter().map(|id| json!({"id": id, "url": url(id)})).collect()),
        }
    }
}

/// The name of the source that a layer reads.
fn source_of(layer: &Json) -> Option<&str> {
    layer.get("source").and_then(Json::as_str)
}
