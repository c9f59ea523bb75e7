//! Reads a source: the keys that all kinds have in common.

use super::{ConfigReader, fields::Fields, formats::formats, karto::freshness, kinds, uri};
use crate::{
    config::{
        document::{DocumentNode, Kind, MappingEntry, scalar::ScalarValue},
        keys::{Shape, params, source::SOURCE},
        place,
        schema::At,
        templates::{Braces, leftover},
        values,
    },
    diagnostic::{Code, Span},
    settings::SourceSettings,
    tile::Scale,
};

/// Checks and reads the source `id`; `None` if it has errors, which have been reported.
pub(crate) fn read_source(
    id: &str,
    key: Span,
    node: &DocumentNode,
    at: &At,
    reader: &mut ConfigReader<'_, '_>,
) -> Option<SourceSettings> {
    if !matches!(node.kind, Kind::Mapping(_)) {
        reader.checker.value(node, &Shape::Section(&SOURCE), at);
        return None;
    }
    let uri_at = At::key(&at.path, "uri");
    // A URI with template text is reported by the check of the section.
    let uri_node = node.get("uri").filter(|n| {
        n.scalar().is_some_and(|s| s.value == ScalarValue::Text)
            && n.text().is_some_and(|t| !t.trim().is_empty())
            && n.text().is_some_and(|t| leftover(t, Braces::Tile).is_none())
    });
    let parsed = uri_node.and_then(|n| uri::parse(n, &uri_at, reader.checker));
    let mut node = node.clone();
    if let (Some(uri), Some(uri_node)) = (&parsed, uri_node) {
        let name = if node.get("param").is_some() { "param" } else { "params" };
        if let Some(merged) = uri::with_query(node.get(name), uri, uri_node)
            && let Kind::Mapping(entries) = &mut node.kind
        {
            match entries.iter_mut().find(|e| e.key == name) {
                Some(entry) => entry.value = merged,
                None => entries.push(MappingEntry { key: name.into(), key_span: uri_node.span, value: merged }),
            }
        }
    }
    reader.checker.params = parsed.as_ref().map(|uri| uri.scheme.params);
    reader.checker.value(&node, &Shape::Section(&SOURCE), at);
    reader.checker.params = None;
    let fields = Fields::new(Some(&node), &SOURCE);
    zoom_order(fields, at, reader);
    let uri = parsed?;
    let params_node = fields.node("params");
    missing_params(&node, params_node, &uri, at, reader);
    let kind = kinds::read(id, &uri, fields, at, reader);
    let kind = kind?;
    let mut headers = fields.headers("defaultHeaders");
    headers.retain(|_, value| !value.is_empty());
    Some(SourceSettings {
        id: id.into(),
        place: place::of_span(key, reader.checker.files),
        public: fields.bool("public") || reader.all_public,
        public_info: fields.bool("publicinfo"),
        formats: formats(fields, &kind, at, reader),
        formats_are_chosen: fields.node("formats").is_some(),
        scales: scales(fields),
        min_zoom: fields.integer("minzoom"),
        max_zoom: fields.integer("maxzoom"),
        static_images: fields.node("static").map(|_| fields.bool("static")),
        max_width: fields.integer("maxwidth"),
        max_height: fields.integer("maxheight"),
        default_headers: headers,
        override_headers: fields.headers("headers"),
        set_info: fields.json_map("setInfo"),
        override_info: fields.json_map("overrideInfo"),
        freshness: freshness(fields.section("cache"), &reader.freshness),
        kind,
    })
}

/// Reports missing required parameters if there is no `params`, which the check of the section does not cover.
fn missing_params(
    node: &DocumentNode,
    params_node: Option<&DocumentNode>,
    uri: &uri::SourceUri,
    at: &At,
    reader: &mut ConfigReader<'_, '_>,
) {
    if params_node.is_some() || std::ptr::eq(uri.scheme.params, &params::TMSTYLE) {
        return;
    }
    let empty = DocumentNode {
        span: node.get("uri").map_or(node.span, |n| n.span),
        kind: Kind::Mapping(Vec::new()),
        origin: None,
    };
    reader.checker.value(&empty, &Shape::Section(uri.scheme.params), &At::key(&at.path, "params"));
}

fn zoom_order(fields: Fields<'_>, at: &At, reader: &mut ConfigReader<'_, '_>) {
    let (min, max): (Option<i64>, Option<i64>) = (fields.integer("minzoom"), fields.integer("maxzoom"));
    if let (Some(min), Some(max), Some(node)) = (min, max, fields.node("minzoom"))
        && min > max
    {
        let message = format!("`minzoom` ({min}) is above `maxzoom` ({max}): no tile could be served");
        reader.checker.error(Code::Contradiction, node, &At::key(&at.path, "minzoom"), message, "swap them");
    }
}

fn scales(fields: Fields<'_>) -> Vec<Scale> {
    let Some(node) = fields.node("scales") else { return Vec::new() };
    let items = match &node.kind {
        Kind::Sequence(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    items.iter().filter_map(DocumentNode::scalar).filter_map(values::number).filter_map(Scale::new).collect()
}
