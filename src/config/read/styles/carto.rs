//! `tmstyle://`: CartoCSS projects, which are drawn with a MapLibre style instead.

use super::{
    encoding::{jpeg_chroma, png_mode},
    project_info::project_info,
    stand_in::stand_in,
};
use crate::{
    config::{
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
    settings::{EVERY_SOURCE, StyleLanguage, StyleSettings},
};

/// The settings of a `tmstyle://` source. Until karto supports CartoCSS projects, a MapLibre style is drawn instead.
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
    let set = source.node("yamlSetParams").or(source.node("xmlSetParams"));
    let drawn = Fields::new(set, &SET_PARAMS).node("source");
    if set.is_none() {
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
    reader.styles.push(StyleUse {
        source: id.to_owned(),
        span: loader_node.span,
        path: At::key(&at.path, which).path,
        stand_in: true,
    });
    let path = stand_in(id, loader_node, &own, p, &At::key(&at.path, which), reader)?;
    let list = |suffix: &str| {
        let node = source.node(&format!("yaml{suffix}")).or(source.node(&format!("xml{suffix}")));
        node.map(texts)
    };
    Some(StyleSettings {
        path,
        language: StyleLanguage::MapLibre,
        stand_in: true,
        sources: vec![(EVERY_SOURCE.to_owned(), reference(drawn)?)],
        only_layers: list("Layers"),
        except_layers: list("ExceptLayers").unwrap_or_default(),
        vector_tile_size: own.integer("tileSize").unwrap_or(256),
        png: png_mode(p),
        info: project_info(loader_node, drawn, reader),
        jpeg_quality: p.integer("jpegQuality")?,
        jpeg_chroma: jpeg_chroma(p)?,
        webp_quality: p.integer("webpQuality"),
    })
}
