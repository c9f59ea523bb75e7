//! `/{source}/info.json`

use http::{HeaderMap, StatusCode};
use serde_json::{Map, Value, json};

use crate::service::Published;

use super::{
    Site,
    ask::Ask,
    reply::{self, Reply, kept_text, lay_over},
};

/// TileJSON of a source; as an HTML page with `?format=…`.
pub fn info(site: &Site, ask: &Ask<'_>, source: &str) -> Reply {
    let source = match site.service.info(source) {
        Ok(source) => source,
        Err(error) => return reply::tile_error(&error, site.service.answers()),
    };
    let info = Value::Object(complete(source, &site.base_url(ask)));
    let mut headers = HeaderMap::new();
    let server = &site.service.settings().server;
    lay_over(&mut headers, &server.default_headers);
    lay_over(&mut headers, &source.settings.default_headers);
    let as_page = ask.query.get("format").is_some_and(|format| !format.is_empty());
    let content = if as_page {
        kept_text(&page(&info), "text/html; charset=utf-8")
    } else {
        kept_text(&info.to_string(), "application/json; charset=utf-8")
    };
    let mut reply = reply::text(ask, &content, headers);
    // Made on request, so its time says nothing.
    reply.headers_mut().remove(http::header::LAST_MODIFIED);
    debug_assert!(reply.status() == StatusCode::OK || reply.status() == StatusCode::NOT_MODIFIED);
    lay_over(reply.headers_mut(), &server.override_headers);
    lay_over(reply.headers_mut(), &source.settings.override_headers);
    reply
}

/// The info with `tiles`, which TileJSON demands and the original forgot.
fn complete(source: &Published, base: &str) -> Map<String, Value> {
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

/// As `JSON.stringify(info, null, ' ')` inside `<pre>`, escaped as the original escapes.
fn page(info: &Value) -> String {
    let mut text = Vec::new();
    let indent = serde_json::ser::PrettyFormatter::with_indent(b" ");
    let mut serializer = serde_json::Serializer::with_formatter(&mut text, indent);
    // Writing a value into memory cannot fail.
    let _ = serde::Serialize::serialize(info, &mut serializer);
    let text = String::from_utf8_lossy(&text).replace('&', "&amp;").replace('<', "&lt;");
    format!("<pre>{text}</pre>")
}
