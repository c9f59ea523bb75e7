//! Operations that MapLibre GL uses: style documents, glyphs and sprites.

use serde_json::{Map, Value, json};

use crate::service::{ServedSource, Service};

use super::operation::{JSON, operation};

/// The name of the built-in font without spaces: some checkers do not encode spaces in a path.
const FONT: &str = "NotoSansRegular";

/// Adds the paths of every source that has a style document.
pub(crate) fn paths(service: &Service, paths: &mut Map<String, Value>) {
    let styled: Vec<_> = service.public_sources().filter(|source| service.has_style_json(source)).collect();
    for source in &styled {
        let id = &source.settings.id;
        paths.insert(format!("/{id}/style.json"), style(source));
        if service.sprite(source, "default", false, false).is_some() {
            paths.insert(format!("/sprites/{id}/{{sprite}}.{{format}}"), sprite(source));
        }
    }
    if !styled.is_empty() {
        paths.insert("/fonts/{fontstack}/{range}.pbf".into(), glyphs());
    }
}

fn style(source: &ServedSource) -> Value {
    let summary = format!("The style of {} for MapLibre GL", source.settings.id);
    let mut parameters = Vec::new();
    if source.depends_on_lang {
        parameters.push(json!({
            "name": "lang", "in": "query", "required": false, "description": "Language of labels", "example": "en",
            "schema": {"type": "string", "pattern": "^[-_a-zA-Z]+$"},
        }));
    }
    operation(json!({
        "summary": summary,
        "parameters": parameters,
        "responses": {"200": {"description": "A style whose URLs lead to this server", "content": {"application/json": {
            "schema": {"type": "object"}, "example": {"version": 8, "sources": {}, "layers": []}}}}},
        "x-amples": [{"title": summary, "request": {"params": {}},
                      "response": {"status": 200, "headers": {"content-type": JSON}, "body": {"version": 8}}}],
    }))
}

fn sprite(source: &ServedSource) -> Value {
    let ample = |sprite: &str, format: &str, kind: &str| {
        json!({"title": format!("{sprite}.{format} of {}", source.settings.id),
               "request": {"params": {"sprite": sprite, "format": format}},
               "response": {"status": 200, "headers": {"content-type": kind}}})
    };
    operation(json!({
        "summary": format!("The sprite of {}", source.settings.id),
        "parameters": [
            {"name": "sprite", "in": "path", "required": true, "description": "The sprite's id; with the suffix `@2x` for high-density screens",
             "example": "default", "schema": {"type": "string"}},
            {"name": "format", "in": "path", "required": true, "description": "Index or image", "example": "json",
             "schema": {"type": "string", "enum": ["json", "png"]}},
        ],
        "responses": {"200": {"description": "Index or image", "content": {
            "application/json": {"schema": {"type": "object"}, "example": {}}, "image/png": {}}}},
        "x-amples": [ample("default", "json", JSON), ample("default@2x", "png", "image/png")],
    }))
}

fn glyphs() -> Value {
    operation(json!({
        "summary": "Glyphs of 256 characters for MapLibre GL",
        "parameters": [
            {"name": "fontstack", "in": "path", "required": true, "description": "Comma-separated font names",
             "example": FONT, "schema": {"type": "string"}},
            {"name": "range", "in": "path", "required": true, "description": "First and last character",
             "example": "0-255", "schema": {"type": "string", "pattern": "^[0-9]+-[0-9]+$"}},
        ],
        "responses": {
            "200": {"description": "Signed distance fields", "content": {"application/x-protobuf": {}}},
            "404": {"description": "There is no such font",
                    "content": {"application/json": {"schema": {"type": "string"}, "example": "There is no such font"}}},
        },
        "x-amples": [{"title": "glyphs of the Latin alphabet", "request": {"params": {"fontstack": FONT, "range": "0-255"}},
                      "response": {"status": 200, "headers": {"content-type": "application/x-protobuf"}}}],
    }))
}
