//! `style://`: styles in files.

use super::{
    encoding::{jpeg_chroma, png_mode},
    location::location,
};
use crate::{
    config::{
        read::{ConfigReader, fields::Fields, reference::reference, uri::SourceUri},
        schema::At,
        style_use::StyleUse,
    },
    diagnostic::Code,
    settings::{EVERY_SOURCE, SourceId, StyleLanguage, StyleLocation, StyleSettings},
};

/// `style://`
pub(crate) fn maplibre(
    id: &str,
    uri: &SourceUri,
    source: Fields<'_>,
    p: Fields<'_>,
    at: &At,
    reader: &mut ConfigReader<'_, '_>,
) -> Option<StyleSettings> {
    let params_at = At::key(&at.path, "params");
    let named = match (p.node("style"), source.node("pathname")) {
        (Some(node), _) => Some((node, node.text()?, At::key(&params_at.path, "style"))),
        (None, Some(node)) => Some((node, node.text()?, At::key(&at.path, "pathname"))),
        (None, None) => Some((source.node("uri")?, uri.rest.as_str(), At::key(&at.path, "uri"))),
    };
    let location = match named.filter(|(_, text, _)| !text.is_empty()) {
        Some((node, text, at)) => {
            let (source, path) = (id.to_owned(), at.path.clone());
            let use_ = StyleUse { source, span: node.span, path, is_substitute: false };
            reader.styles.push(use_);
            location(node, text, &at, reader)
        }
        None => {
            let (node, at) = (source.node("uri")?, At::key(&at.path, "uri"));
            let help = "write `style://path.json`, or set `params.style`";
            reader.checker.error(Code::MissingKey, node, &at, "this source does not name a style".into(), help);
            None
        }
    };
    let sources = match (p.node("source"), p.node("sources")) {
        (Some(one), None) => vec![(EVERY_SOURCE.to_owned(), reference(Some(one))?)],
        (None, Some(map)) => map
            .entries()
            .iter()
            .map(|e| Some((e.key.clone(), reference(Some(&e.value))?)))
            .collect::<Option<Vec<(String, SourceId)>>>()?,
        (Some(_), Some(both)) => {
            reader.checker.error(
                Code::Contradiction,
                both,
                &At::key(&params_at.path, "sources"),
                "`source` and `sources` are both set".into(),
                "keep `source` if one source replaces all sources of the style, otherwise `sources`",
            );
            return None;
        }
        (None, None) => Vec::new(),
    };
    let path = location?;
    let language = match &path {
        StyleLocation::File(file) => StyleLanguage::of_file(file),
        StyleLocation::Embedded(_) => StyleLanguage::MapLibre,
    };
    let tile_size = if language == StyleLanguage::MapLibre { 512 } else { 256 };
    Some(StyleSettings {
        path,
        language,
        sources,
        only_layers: p.texts("layers"),
        except_layers: p.texts("exceptLayers").unwrap_or_default(),
        map_attributes: Vec::new(),
        vector_tile_size: p.integer("tileSize").unwrap_or(tile_size),
        png: png_mode(p, None),
        info: Default::default(),
        jpeg_quality: p.integer("jpegQuality")?,
        jpeg_chroma: jpeg_chroma(p)?,
        webp_quality: p.integer("webpQuality"),
    })
}
