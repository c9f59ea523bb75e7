//! `tmstyle://`: CartoCSS projects and Mapnik XML.

use super::{
    encoding::{jpeg_chroma, png_mode},
    project::project,
    project_info::project_info,
    substitute::substitute,
};
use crate::{
    config::{
        document::{DocumentNode, MappingEntry},
        keys::source::{SET_PARAMS, SOURCE_KARTO},
        read::{
            ConfigReader,
            fields::{Fields, texts},
            reference::reference,
        },
        schema::At,
        style_use::StyleUse,
    },
    diagnostic::Code,
    settings::{EVERY_SOURCE, StyleLanguage, StyleLocation, StyleSettings},
};

/// The settings of a `tmstyle://` source.
pub(crate) fn carto(
    id: &str,
    source: Fields<'_>,
    p: Fields<'_>,
    at: &At,
    reader: &mut ConfigReader<'_, '_>,
) -> Option<StyleSettings> {
    let which = if source.node("yaml").is_some() { "yaml" } else { "xml" };
    let loader = source.node(which);
    let own = Fields::new(source.node("karto"), &SOURCE_KARTO);
    let Some(loader_node) = loader.or(own.own()).or(p.node("style")) else {
        let node = source.node("uri")?;
        reader.checker.error(
            Code::MissingKey,
            node,
            &At::key(&at.path, "uri"),
            "this source does not name a style project".into(),
            "add `yaml: {npm: [\"module\", project.yml]}`, or a MapLibre style as `karto: {style: path.json}`",
        );
        return None;
    };
    let set = Fields::new(source.node("yamlSetParams").or(source.node("xmlSetParams")), &SET_PARAMS);
    let drawn = set.node("source");
    if set.own().is_none() {
        let node = source.node("uri")?;
        let message = "this source does not name the source whose vector tiles it draws".to_owned();
        reader.checker.error(
            Code::MissingKey,
            node,
            &At::key(&at.path, "uri"),
            message,
            format!("add `{which}SetParams: {{source: {{ref: name}}}}`"),
        );
        return None;
    }
    let loader_at = At::key(&at.path, which);
    let substitute = substitute(id, loader_node, &own, p, &loader_at, reader).ok()?;
    reader.styles.push(StyleUse {
        source: id.to_owned(),
        span: loader_node.span,
        path: loader_at.path.clone(),
        is_substitute: substitute.is_some(),
    });
    let (path, language) = match substitute {
        Some(named) => (named, StyleLanguage::MapLibre),
        None => {
            let file = project(loader_node, &loader_at, reader)?;
            let language = if which == "xml" { StyleLanguage::Mapnik } else { StyleLanguage::of_file(&file) };
            (
                StyleLocation::File(file),
                if language == StyleLanguage::MapLibre { StyleLanguage::Carto } else { language },
            )
        }
    };
    let info = project_info(loader_node, drawn, set, reader);
    let format = info.get("format").and_then(|format| format.as_str()).map(str::to_owned);
    Some(StyleSettings {
        path,
        language,
        sources: vec![(EVERY_SOURCE.to_owned(), reference(drawn)?)],
        only_layers: list(source, "Layers"),
        except_layers: list(source, "ExceptLayers").unwrap_or_default(),
        map_attributes: map_attributes(source),
        vector_tile_size: own.integer("tileSize").unwrap_or(256),
        png: png_mode(p, Some(format.as_deref().unwrap_or("png8"))),
        info,
        jpeg_quality: p.integer("jpegQuality")?,
        jpeg_chroma: jpeg_chroma(p)?,
        webp_quality: p.integer("webpQuality"),
    })
}

/// The texts of `yaml…` or `xml…`.
fn list(source: Fields<'_>, suffix: &str) -> Option<Vec<String>> {
    source.node(&format!("yaml{suffix}")).or(source.node(&format!("xml{suffix}"))).map(texts)
}

/// `yamlSetAttrs` or `xmlSetAttrs`.
fn map_attributes(source: Fields<'_>) -> Vec<(String, String)> {
    let attributes = source.node("yamlSetAttrs").or(source.node("xmlSetAttrs"));
    let entries = attributes.map(DocumentNode::entries).unwrap_or_default();
    let pair = |entry: &MappingEntry| Some((entry.key.clone(), entry.value.scalar()?.text.clone()));
    entries.iter().filter_map(pair).collect()
}
