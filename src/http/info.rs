//! `/{source}/info.json`

use serde_json::{Map, Value, json};

use crate::service::ServedSource;

use super::{
    reply::{self, ConfiguredHeaders, Reply},
    request_parts::RequestParts,
    site::Site,
};

/// The TileJSON of a source; an HTML page if the query has a non-empty `format`.
pub(super) async fn info(site: &Site, request: &RequestParts<'_>, source: &str) -> Reply {
    let source = match site.service.source_with_info(source) {
        Ok(source) => source,
        Err(error) => return reply::tile_error(&error, site.service.answers()),
    };
    let (of, base) = (source.clone(), site.base_url(request));
    let write = move || Value::Object(complete(&of, &base));
    let as_page = request.query.get("format").is_some_and(|format| !format.is_empty());
    let body = if as_page {
        site.service.text("text/html; charset=utf-8", request.accepts, move || page(&write())).await
    } else {
        site.service.text("application/json; charset=utf-8", request.accepts, move || write().to_string()).await
    };
    let configured = ConfiguredHeaders::of(&site.service, source);
    match body {
        Ok(body) => {
            let mut reply = reply::undated(reply::stored(request, &body, configured.defaults()));
            configured.override_in(&mut reply);
            reply
        }
        Err(error) => reply::tile_error(&error, site.service.answers()),
    }
}

/// The info of `source` with `tiles`, which TileJSON requires and Kartotherian leaves out.
fn complete(source: &ServedSource, base: &str) -> Map<String, Value> {
    let mut info = source.info.clone();
    if !info.contains_key("tiles") {
        let urls: Vec<String> = source
            .settings
            .formats
            .iter()
            .take(1)
            .map(|format| format!("{base}/{}/{{z}}/{{x}}/{{y}}.{}", source.settings.id, format.name()))
            .collect();
        info.insert("tiles".into(), json!(urls));
    }
    info
}

/// `JSON.stringify(info, null, ' ')` inside `<pre>`, with Kartotherian's escaping.
fn page(info: &Value) -> String {
    let mut text = Vec::new();
    let indent = serde_json::ser::PrettyFormatter::with_indent(b" ");
    let mut serializer = serde_json::Serializer::with_formatter(&mut text, indent);
    // Writing a value into memory cannot fail.
    let _ = serde::Serialize::serialize(info, &mut serializer);
    let text = String::from_utf8_lossy(&text).replace('&', "&amp;").replace('<', "&lt;");
    format!("<pre>{text}</pre>")
}
