//! A drawn source's style as a document for MapLibre GL: its sources are karto's public ones, glyphs and sprite
//! karto's own.

use std::sync::Arc;

use serde_json::{Map, Value as Json, json};

use super::Drawn;
use crate::{
    service::{Published, Service},
    settings::SourceKind,
    style::{self, maplibre::reference},
    tile::{Format, Scale},
};

impl Service {
    /// The style of the drawn source `source` for clients that see karto at `base`; `lang` goes on to tiles that
    /// depend on it. `None` where the source draws no style, or tiles that it draws are not public.
    pub fn style_document(&self, source: &Published, base: &str, lang: Option<&str>) -> Option<Map<String, Json>> {
        let drawn = self.drawing.styles.get(&source.settings.id)?;
        let mut document: Map<String, Json> = Map::new();
        // What the specification does not know may be anything, so it stays here.
        let known = reference::section("$root")?;
        let kept = |key: &str| known.contains_key(key) && !matches!(key, "metadata" | "font-faces" | "terrain");
        document.extend(drawn.document.iter().filter(|(key, _)| kept(key)).map(|(k, v)| (k.clone(), v.clone())));
        let layers = drawn.document.get("layers")?.as_array()?;
        let layers: Vec<&Json> = layers.iter().filter(|layer| drawn.draws(layer)).collect();
        let mut sources = Map::new();
        for (name, of_style) in &drawn.style.sources {
            let is_read = |layer: &&Json| layer.get("source").and_then(Json::as_str) == Some(name.as_str());
            if layers.iter().any(is_read)
                && let Some(json) = self.source_document(drawn, name, of_style, base, lang)
            {
                sources.insert(name.clone(), json);
            }
        }
        // Without its tiles a style is an empty map.
        let tiled = |source: &style::Source| source.kind() == style::SourceType::Vector;
        let missing = |layer: &&Json| {
            let name = layer.get("source").and_then(Json::as_str).unwrap_or_default();
            drawn.style.sources.get(name).is_some_and(tiled) && !sources.contains_key(name)
        };
        if layers.iter().any(missing) {
            return None;
        }
        let there = |layer: &&Json| layer.get("source").and_then(Json::as_str).is_none_or(|s| sources.contains_key(s));
        let layers: Vec<Json> = layers.into_iter().filter(there).cloned().collect();
        document.insert("layers".into(), layers.into());
        document.insert("sources".into(), sources.into());
        document.insert("glyphs".into(), format!("{base}/fonts/{{fontstack}}/{{range}}.pbf").into());
        let sprite = |id: &str| format!("{base}/sprites/{}/{id}", source.settings.id);
        let ids: Vec<&String> = drawn.sprites.keys().collect();
        match ids.as_slice() {
            [] => drop(document.shift_remove("sprite")),
            [one] if *one == "default" => drop(document.insert("sprite".into(), sprite(one).into())),
            many => {
                let list: Vec<Json> = many.iter().map(|id| json!({"id": id, "url": sprite(id)})).collect();
                document.insert("sprite".into(), list.into());
            }
        }
        Some(document)
    }

    /// A source of the style, as a browser may have it.
    fn source_document(
        &self,
        drawn: &Drawn,
        name: &str,
        of_style: &style::Source,
        base: &str,
        lang: Option<&str>,
    ) -> Option<Json> {
        let mut json = of_style.document.clone();
        json.retain(|key, _| {
            !matches!(key.as_str(), "url" | "tiles" | "minzoom" | "maxzoom" | "bounds" | "attribution" | "scheme")
        });
        let wanted: fn(Format) -> bool = match of_style.kind() {
            style::SourceType::Vector => |format| format == Format::Pbf,
            style::SourceType::Raster | style::SourceType::RasterDem => |f| f.is_raster() && f != Format::Svg,
            // What lies on other servers leads to whoever made the style.
            style::SourceType::GeoJson | style::SourceType::Image => {
                return drawn.resources(Scale::ONE).own.carried.get(name).cloned();
            }
            style::SourceType::Video => return None,
        };
        let public = self.public_tiles(drawn.backend(name)?, wanted)?;
        let settings = &public.settings;
        let format = settings.formats.iter().copied().find(|format| wanted(*format))?;
        let query = lang.filter(|_| public.depends_on_lang).map(|lang| format!("?lang={lang}")).unwrap_or_default();
        let tiles = format!("{base}/{}/{{z}}/{{x}}/{{y}}.{}{query}", settings.id, format.name());
        json.insert("tiles".into(), json!([tiles]));
        for key in ["minzoom", "maxzoom", "bounds", "attribution"] {
            if let Some(value) = public.info.get(key) {
                json.insert(key.into(), value.clone());
            }
        }
        Some(json.into())
    }

    /// The public source whose tiles are nearest to those of `id`: itself, one that is made of it alone, or what it
    /// is made of.
    fn public_tiles(&self, id: &str, wanted: impl Fn(Format) -> bool) -> Option<&Arc<Published>> {
        let serves = |source: &Published| source.settings.public && source.settings.formats.iter().any(|f| wanted(*f));
        if let Some(itself) = self.sources.get(id).filter(|source| serves(source)) {
            return Some(itself);
        }
        let above =
            self.sources().find(|source| serves(source) && self.line(&source.settings.id).any(|step| step == id));
        above.or_else(|| self.line(id).filter_map(|id| self.sources.get(id)).find(|source| serves(source)))
    }

    /// The sources that `id` is made of, one of another, as long as each is made of one only.
    fn line<'s>(&'s self, id: &str) -> impl Iterator<Item = &'s str> + use<'s> {
        // The configuration has no circles; should one slip through, it ends here.
        std::iter::successors(self.made_of(id), move |id| self.made_of(id)).take(64)
    }

    /// The one source that `id` changes.
    fn made_of<'s>(&'s self, id: &str) -> Option<&'s str> {
        match &self.sources.get(id)?.settings.kind {
            SourceKind::Overzoom(step) => Some(step.source.as_ref()),
            SourceKind::Json2tags(step) => Some(step.source.as_ref()),
            SourceKind::Babel(step) => Some(step.source.as_ref()),
            SourceKind::Mirror(step) => Some(step.source.as_ref()),
            _ => None,
        }
    }
}
