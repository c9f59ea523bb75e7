//! `/?spec`: the API in OpenAPI 3.1, written from the configured sources. Monitoring probes every example
//! in it (`x-amples`), so only examples that work are in it.

use serde_json::{Map, Value, json};

use crate::service::{Content, Published, Service};

use super::reply::kept_text;

/// The description of `service`.
pub fn spec(service: &Service) -> Content {
    let mut paths = Map::new();
    paths.insert("/".into(), get("The maps on one page", example("the root page", json!({}), text_html())));
    paths.insert(
        "/robots.txt".into(),
        get(
            "No reading matter for crawlers",
            example(
                "robots.txt",
                json!({}),
                json!({
                    "status": 200, "headers": {"content-type": "text/plain; charset=utf-8"},
                }),
            ),
        ),
    );
    paths.insert(
        "/_info".into(),
        get(
            "The service",
            example(
                "the service",
                json!({}),
                json!({
                    "status": 200,
                    "headers": {"content-type": "application/json; charset=utf-8"},
                    "body": {"name": env!("CARGO_PKG_NAME"), "version": env!("CARGO_PKG_VERSION")},
                }),
            ),
        ),
    );
    for source in service.public_sources() {
        let id = &source.settings.id;
        if source.settings.public_info {
            paths.insert(
                format!("/{id}/info.json"),
                get(
                    "TileJSON",
                    example(
                        &format!("info of {id}"),
                        json!({}),
                        json!({
                            "status": 200,
                            "headers": {"content-type": "application/json; charset=utf-8"},
                            "body": {"tilejson": source.info.get("tilejson")},
                        }),
                    ),
                ),
            );
        }
        paths.insert(format!("/{id}/{{z}}/{{x}}/{{y}}.{{format}}"), tile(source, false));
        if !source.settings.scales.is_empty() && source.settings.formats.iter().any(|f| f.is_raster()) {
            paths.insert(format!("/{id}/{{z}}/{{x}}/{{y}}@{{scale}}x.{{format}}"), tile(source, true));
        }
    }
    let spec = json!({
        "openapi": "3.1.0",
        "info": {
            "title": env!("CARGO_PKG_NAME"),
            "version": env!("CARGO_PKG_VERSION"),
            "description": env!("CARGO_PKG_DESCRIPTION"),
            "license": {"name": env!("CARGO_PKG_LICENSE")},
        },
        "servers": [{"url": "/"}],
        "x-default-params": {},
        "paths": paths,
    });
    kept_text(&spec.to_string(), "application/json; charset=utf-8")
}

fn get(summary: &str, amples: Value) -> Value {
    json!({"get": {
        "summary": summary,
        "responses": {"200": {"description": "As asked"}},
        "x-monitor": true,
        "x-amples": amples,
    }})
}

fn example(title: &str, params: Value, response: Value) -> Value {
    json!([{"title": title, "request": {"params": params}, "response": response}])
}

fn text_html() -> Value {
    json!({"status": 200, "headers": {"content-type": "text/html; charset=utf-8"}})
}

/// A tile at the lowest zoom, which every source has; where that is not zoom 0, the tile of its centre.
fn tile(source: &Published, scaled: bool) -> Value {
    let settings = &source.settings;
    let zoom = settings.min_zoom.unwrap_or(0);
    let (x, y) = middle(source, zoom);
    let mut amples = Vec::new();
    for format in settings.formats.iter().filter(|format| !scaled || format.is_raster()) {
        let content_type = match format.name() {
            "json" | "headers" => "application/json; charset=utf-8",
            "svg" => "image/svg+xml",
            "pbf" => "application/",
            _ => format.media_type(),
        };
        let mut params = json!({"z": zoom, "x": x, "y": y, "format": format.name()});
        if let (true, Some(scale)) = (scaled, settings.scales.first()) {
            params["scale"] = scale.to_string().into();
        }
        amples.push(json!({
            "title": format!("{} as {}", settings.id, format.name()),
            "request": {"params": params},
            "response": {"status": 200, "headers": {"content-type": content_type}},
        }));
    }
    let integer =
        |name: &str| json!({"name": name, "in": "path", "required": true, "schema": {"type": "integer", "minimum": 0}});
    let choice = |name: &str, of: Vec<String>| json!({"name": name, "in": "path", "required": true, "schema": {"type": "string", "enum": of}});
    let mut parameters = vec![integer("z"), integer("x"), integer("y")];
    parameters.push(choice("format", settings.formats.iter().map(|f| f.name().to_owned()).collect()));
    if scaled {
        parameters.push(choice("scale", settings.scales.iter().map(ToString::to_string).collect()));
    }
    if source.depends_on_lang {
        parameters.push(json!({
            "name": "lang", "in": "query", "description": "Language of labels",
            "schema": {"type": "string", "pattern": "^[-_a-zA-Z]+$"},
        }));
    }
    let mut path = get(&format!("A tile of {}", settings.id), Value::Array(amples));
    path["get"]["parameters"] = parameters.into();
    path["get"]["responses"]["400"] = json!({"description": "What is wrong, as a JSON string"});
    path
}

fn middle(source: &Published, zoom: u8) -> (u32, u32) {
    let center = source.info.get("center").and_then(Value::as_array);
    let number = |i: usize| center.and_then(|c| c.get(i)?.as_f64());
    let (lon, lat) = (number(0).unwrap_or(0.0), number(1).unwrap_or(0.0));
    let (x, y) = crate::tile::LonLat { lon, lat }.to_unit();
    let across = f64::from(1u32 << zoom.min(crate::tile::MAX_ZOOM));
    // Clamped to the zoom's tiles, so the conversion is exact.
    let index = |unit: f64| (unit * across).floor().clamp(0.0, across - 1.0) as u32;
    (index(x), index(y))
}
