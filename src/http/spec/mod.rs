//! `/?spec`: the description of the API in OpenAPI 3.1, generated from the configured sources. Monitoring probes each
//! of its examples (`x-amples`), so all of them must work. Writing it needs no database.

mod browser;
mod example;
mod markers;
mod operation;
mod shapes;
mod static_maps;

use operation::{JSON, operation};
use serde_json::{Map, Value, json};

use crate::{
    service::{ServedSource, Service},
    tile::Format,
    version::VERSION,
};

const HTML: &str = "text/html; charset=utf-8";

/// The description of `service`.
pub(crate) fn spec(service: &Service) -> Value {
    let mut paths = Map::new();
    paths.insert("/".into(), root());
    let text = ok("text/plain; charset=utf-8", json!("User-agent: *\nDisallow: /"));
    paths.insert("/robots.txt".into(), plain("Crawlers should not index tiles", text, "text/plain"));
    let name = env!("CARGO_PKG_NAME");
    let about = json!({"name": name, "version": VERSION});
    for (path, summary, body) in [
        ("/_info", "Name, version, revision and hash of the configuration", about),
        ("/_info/name", "Name of the service", json!({"name": name})),
        ("/_info/version", "Version of the service", json!({"version": VERSION})),
    ] {
        let response = json!({"status": 200, "headers": {"content-type": JSON}, "body": body});
        paths.insert(path.into(), plain(summary, (response, body), "application/json"));
    }
    paths.insert("/_info/home".into(), home());
    for source in service.public_sources() {
        let id = &source.settings.id;
        if source.settings.public_info {
            paths.insert(format!("/{id}/info.json"), info(source));
        }
        let tile = example::tile(service, source);
        paths.insert(format!("/{id}/{{z}}/{{x}}/{{y}}.{{format}}"), tiles(source, tile, false));
        if !source.settings.scales.is_empty() && source.settings.formats.iter().any(|f| f.is_raster()) {
            paths.insert(format!("/{id}/{{z}}/{{x}}/{{y}}@{{scale}}x.{{format}}"), tiles(source, tile, true));
        }
    }
    markers::paths(service, &mut paths);
    browser::paths(service, &mut paths);
    shapes::paths(service, &mut paths);
    static_maps::paths(service, &mut paths);
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": name,
            "version": VERSION,
            "description": env!("CARGO_PKG_DESCRIPTION"),
            "license": {"name": env!("CARGO_PKG_LICENSE"), "identifier": env!("CARGO_PKG_LICENSE")},
        },
        "servers": [{"url": "."}],
        "x-default-params": {},
        "paths": paths,
    })
}

/// An operation without parameters, with the response that monitoring expects and an example of the body.
fn plain(summary: &str, (response, example): (Value, Value), media: &str) -> Value {
    operation(json!({
        "summary": summary,
        "responses": {"200": {"description": "As asked", "content": {media: {"example": example}}}},
        "x-amples": [{"title": summary, "request": {"params": {}}, "response": response}],
    }))
}

/// The expected response and an example of a text. No body is expected, because checkers compare bodies as JSON.
fn ok(content_type: &str, example: Value) -> (Value, Value) {
    (json!({"status": 200, "headers": {"content-type": content_type}}), example)
}

fn root() -> Value {
    let flag = |name: &str, about: &str| {
        json!({"name": name, "in": "query", "required": false, "allowEmptyValue": true, "description": about,
               "schema": {"type": "string"}, "example": ""})
    };
    let ample = |title: &str, query: Value, kind: &str| {
        json!({"title": title, "request": {"params": {}, "query": query},
               "response": {"status": 200, "headers": {"content-type": kind}}})
    };
    operation(json!({
        "summary": "A page with a map of each source",
        "parameters": [flag("spec", "Returns this description"), flag("doc", "Returns this description as a page")],
        "responses": {"200": {"description": "As asked", "content": {
            "text/html": {"schema": {"type": "string"}, "example": "<!doctype html>…"},
            "application/json": {"schema": {"type": "object"}, "example": {"openapi": "3.1.0"}},
        }}},
        "x-amples": [
            ample("the root page", json!({}), HTML),
            ample("the description", json!({"spec": ""}), JSON),
            ample("the description as a page", json!({"doc": ""}), HTML),
        ],
    }))
}

fn home() -> Value {
    let home = env!("CARGO_PKG_REPOSITORY");
    operation(json!({
        "summary": "Redirects to the home page of the software",
        "responses": {"301": {"description": "Redirect", "headers": {"location": {"schema": {"type": "string"}, "example": home}}}},
        "x-amples": [{"title": "the home page", "request": {"params": {}},
                      "response": {"status": 301, "headers": {"location": home}}}],
    }))
}

fn info(source: &ServedSource) -> Value {
    let id = &source.settings.id;
    let version = source.info.get("tilejson");
    let response = json!({"status": 200, "headers": {"content-type": JSON}, "body": {"tilejson": version}});
    let example = Value::Object(source.info.clone());
    plain(&format!("TileJSON of {id}"), (response, example), "application/json")
}

/// The tiles of a source; `scaled` if the path has a scale.
fn tiles(source: &ServedSource, (z, x, y): (u8, u32, u32), scaled: bool) -> Value {
    let settings = &source.settings;
    let formats: Vec<Format> = settings.formats.iter().copied().filter(|f| !scaled || f.is_raster()).collect();
    let scale = settings.scales.first().filter(|_| scaled).map(ToString::to_string);
    let amples = formats.iter().map(|format| {
        let mut params = json!({"z": z, "x": x, "y": y, "format": format.name()});
        if let Some(scale) = &scale {
            params["scale"] = scale.as_str().into();
        }
        json!({
            "title": format!("{} as {}", settings.id, format.name()),
            "request": {"params": params},
            "response": {"status": 200, "headers": content_type(*format).map_or(json!({}), |kind| json!({"content-type": kind}))},
        })
    });
    let amples: Vec<Value> = amples.collect();
    let mut parameters = vec![
        json!({"name": "z", "in": "path", "required": true, "description": "Zoom", "example": z, "schema":
               {"type": "integer", "minimum": settings.min_zoom.unwrap_or(0), "maximum": settings.max_zoom.unwrap_or(crate::tile::MAX_ZOOM)}}),
        json!({"name": "x", "in": "path", "required": true, "description": "Column, from the west", "example": x,
               "schema": {"type": "integer", "minimum": 0}}),
        json!({"name": "y", "in": "path", "required": true, "description": "Row, from the north", "example": y,
               "schema": {"type": "integer", "minimum": 0}}),
        json!({"name": "format", "in": "path", "required": true, "example": formats.first().map(|f| f.name()),
               "schema": {"type": "string", "enum": formats.iter().map(|f| f.name()).collect::<Vec<_>>()}}),
    ];
    if let Some(scale) = &scale {
        let scales: Vec<_> = settings.scales.iter().map(ToString::to_string).collect();
        parameters.push(json!({"name": "scale", "in": "path", "required": true, "example": scale,
            "description": "Device pixels per CSS pixel, in exactly this spelling", "schema": {"type": "string", "enum": scales}}));
    }
    if source.depends_on_lang {
        parameters.push(json!({
            "name": "lang", "in": "query", "required": false, "description": "Language of labels", "example": "en",
            "schema": {"type": "string", "pattern": "^[-_a-zA-Z]+$"},
        }));
    }
    let media: Map<String, Value> = formats.iter().map(|format| (format.media_type().into(), media(*format))).collect();
    operation(json!({
        "summary": format!("Tiles of {}", settings.id),
        "parameters": parameters,
        "responses": {
            "200": {"description": "The tile", "content": media},
            "400": {"description": "The error, as a JSON string",
                    "content": {"application/json": {"schema": {"type": "string"}, "example": "invalid zoom"}}},
            "503": {"description": "The server is overloaded or the tile is not ready yet: retry after `Retry-After`",
                    "content": {"application/json": {"schema": {"type": "string"}, "example": "The tile is not ready yet"}}},
        },
        "x-amples": amples,
    }))
}

/// The expected start of `Content-Type`; none for vector tiles, whose type comes from the upstream.
fn content_type(format: Format) -> Option<&'static str> {
    match format {
        Format::Json | Format::Headers => Some(JSON),
        Format::Pbf => None,
        _ => Some(format.media_type()),
    }
}

/// The schema and example of a body; binary formats have neither.
fn media(format: Format) -> Value {
    match format {
        Format::Json => json!({"schema": {}, "example": []}),
        Format::Headers => json!({"schema": {"type": "object"}, "example": {"Content-Type": "image/png"}}),
        Format::Svg => json!({"schema": {"type": "string"}}),
        _ => json!({}),
    }
}
