//! One source: what all kinds have in common.

use super::{
    Reader,
    fields::{Fields, texts},
    karto::freshness,
    kinds, uri,
};
use crate::{
    config::{
        document::{Kind, Node},
        keys::{Shape, params, source::SOURCE},
        place,
        schema::At,
        values,
    },
    diagnostic::{Code, Diagnostic},
    settings::{SourceKind, SourceSettings},
    tile::{Format, Scale},
};

/// Checks and reads the source `id`; `None` when something is wrong with it (then it is reported).
pub fn read_source(
    id: &str,
    key: crate::diagnostic::Span,
    node: &Node,
    at: &At,
    reader: &mut Reader<'_, '_>,
) -> Option<SourceSettings> {
    if !matches!(node.kind, Kind::Mapping(_)) {
        reader.checker.value(node, &Shape::Section(&SOURCE), at);
        return None;
    }
    let uri_at = At::key(&at.path, "uri");
    // A URI with template text is reported by the check of the section.
    let uri_node = node.get("uri").filter(|n| {
        n.scalar().is_some_and(|s| s.value == crate::config::document::scalar::Value::Text)
            && n.text().is_some_and(|t| !t.trim().is_empty())
            && n.text().is_some_and(|t| {
                crate::config::templates::leftover(t, crate::config::templates::Braces::Tile).is_none()
            })
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
                None => entries.push(crate::config::document::Entry {
                    key: name.into(),
                    key_span: uri_node.span,
                    value: merged,
                }),
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
        scales: scales(fields),
        min_zoom: fields.integer("minzoom"),
        max_zoom: fields.integer("maxzoom"),
        static_images: fields.bool("static"),
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

/// Without `params` nothing has asked for its mandatory keys yet.
fn missing_params(node: &Node, params_node: Option<&Node>, uri: &uri::SourceUri, at: &At, reader: &mut Reader<'_, '_>) {
    if params_node.is_some() || std::ptr::eq(uri.scheme.params, &params::TMSTYLE) {
        return;
    }
    let empty =
        Node { span: node.get("uri").map_or(node.span, |n| n.span), kind: Kind::Mapping(Vec::new()), origin: None };
    reader.checker.value(&empty, &Shape::Section(uri.scheme.params), &At::key(&at.path, "params"));
}

fn zoom_order(fields: Fields<'_>, at: &At, reader: &mut Reader<'_, '_>) {
    let (min, max): (Option<i64>, Option<i64>) = (fields.integer("minzoom"), fields.integer("maxzoom"));
    if let (Some(min), Some(max), Some(node)) = (min, max, fields.node("minzoom"))
        && min > max
    {
        let message = format!("`minzoom` ({min}) is above `maxzoom` ({max}): no tile would ever be answered");
        reader.checker.error(Code::Contradiction, node, &At::key(&at.path, "minzoom"), message, "exchange them");
    }
}

fn scales(fields: Fields<'_>) -> Vec<Scale> {
    let Some(node) = fields.node("scales") else { return Vec::new() };
    let items = match &node.kind {
        Kind::Sequence(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    items.iter().filter_map(Node::scalar).filter_map(values::number).filter_map(Scale::new).collect()
}

fn formats(fields: Fields<'_>, kind: &SourceKind, at: &At, reader: &mut Reader<'_, '_>) -> Vec<Format> {
    let default = || match kind {
        SourceKind::Style(_) => vec![Format::Png, Format::Jpeg, Format::Webp, Format::Json, Format::Headers],
        SourceKind::File(tree) => vec![Format::parse(&tree.extension).unwrap_or(Format::Pbf)],
        SourceKind::Http(http) => {
            let path = http.template.split('?').next().unwrap_or("");
            vec![path.rsplit('.').next().and_then(Format::parse).filter(|f| f.is_raster()).unwrap_or(Format::Pbf)]
        }
        _ => vec![Format::Pbf],
    };
    let Some(node) = fields.node("formats") else { return default() };
    let mut formats = Vec::new();
    for name in texts(node) {
        let Some(format) = Format::parse(&name) else { continue };
        if !formats.contains(&format) {
            formats.push(format);
        }
    }
    if formats.is_empty() {
        let at = At::key(&at.path, "formats");
        reader.checker.error(
            Code::Empty,
            node,
            &at,
            "`formats` is empty: the source could answer nothing".into(),
            "name a format, or remove the key",
        );
        return default();
    }
    let drawn = formats.iter().find(|f| f.is_raster());
    let vector_step = matches!(
        kind,
        SourceKind::Postgis(_)
            | SourceKind::Overzoom(_)
            | SourceKind::Json2tags(_)
            | SourceKind::Babel(_)
            | SourceKind::Layers(_)
    );
    let problem = match (drawn, kind) {
        (Some(format), _) if vector_step => {
            Some(format!("this source delivers vector tiles and cannot answer `{}`", format.name()))
        }
        (_, SourceKind::Style(_)) if formats.contains(&Format::Pbf) => {
            Some("this source is drawn and cannot answer `pbf`".to_owned())
        }
        _ => None,
    };
    if let Some(message) = problem {
        let diagnostic = Diagnostic::error(Code::Contradiction, node.span, message)
            .help("vector tiles are served as `pbf`, `json`, `headers`; pictures come from a `style://` or `tmstyle://` source over them");
        reader.checker.report(node, &At::key(&at.path, "formats"), diagnostic);
    }
    formats
}
