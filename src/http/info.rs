//! `/{source}/info.json`

use serde_json::{Map, Value, json};

use crate::service::{ServedSource, TileError};

use super::{
    handled::Subject,
    reply::{self, ConfiguredHeaders, Reply},
    request_parts::RequestParts,
    site::Site,
};

/// The TileJSON of a source, with its labels in metrics; an HTML page if the query has a non-empty `format`.
pub(super) async fn info(site: &Site, request: &RequestParts<'_>, source: &str) -> (Reply, Subject) {
    let mut subject = Subject::source(&site.service.public_source(source));
    let reply = match written(site, request, source).await {
        Ok(reply) => reply,
        Err(error) => {
            subject.error = Some(error.statsd_name());
            reply::tile_error(&error, site.service.answers())
        }
    };
    (reply, subject)
}

async fn written(site: &Site, request: &RequestParts<'_>, source: &str) -> Result<Reply, TileError> {
    let source = site.service.source_with_info(source)?;
    let (of, base) = (source.clone(), site.base_url(request));
    let write = move || Value::Object(complete(&of, &base));
    let as_page = request.query.get("format").is_some_and(|format| !format.is_empty());
    let body = if as_page {
        site.service.text("text/html; charset=utf-8", request.accepts, move || page(&write())).await?
    } else {
        site.service.text("application/json; charset=utf-8", request.accepts, move || write().to_string()).await?
    };
    let configured = ConfiguredHeaders::of(&site.service, source);
    let mut reply = reply::undated(reply::stored(request, &body, configured.defaults()));
    site.vary_by_base_url(&mut reply);
    configured.override_in(&mut reply);
    Ok(reply)
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
