//! Operations of markers.

use serde_json::{Map, Value, json};

use crate::service::Service;

use super::operation::operation;

/// Adds the paths of markers, if they are enabled. Each form has a path of its own, because no token may be empty.
pub(crate) fn paths(service: &Service, paths: &mut Map<String, Value>) {
    if !service.settings().handlers.markers {
        return;
    }
    for (symbol, scale) in [(true, ""), (true, "@2x"), (false, ""), (false, "@2x")] {
        let path = format!("/v4/marker/pin-{{size}}{}+{{color}}{scale}.png", if symbol { "-{symbol}" } else { "" });
        paths.insert(path, marker(symbol, scale));
    }
}

fn marker(symbol: bool, scale: &str) -> Value {
    let mut params = json!({"size": "m", "color": "7e7e7e"});
    let mut parameters = vec![
        json!({"name": "size", "in": "path", "required": true, "example": "m",
               "description": "20×50, 30×70 or 35×90 CSS pixels", "schema": {"type": "string", "enum": ["s", "m", "l"]}}),
        json!({"name": "color", "in": "path", "required": true, "example": "7e7e7e", "description": "Color of the pin",
               "schema": {"type": "string", "pattern": "^([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$"}}),
    ];
    if symbol {
        params["symbol"] = "fuel".into();
        parameters.push(json!({"name": "symbol", "in": "path", "required": true, "example": "fuel",
            "description": "An icon of Maki, a letter, or a number from 1 to 99; others are left out",
            "schema": {"type": "string", "pattern": "^[-_0-9a-zA-Z]+$"}}));
    }
    let mut summary = if symbol { "A pin with a symbol".to_owned() } else { "A pin".to_owned() };
    if !scale.is_empty() {
        summary += " for high-density screens";
    }
    operation(json!({
        "summary": summary,
        "parameters": parameters,
        "responses": {
            "200": {"description": "The marker; its place is in the middle of the image", "content": {"image/png": {}}},
            "400": {"description": "The error, as a JSON string",
                    "content": {"application/json": {"schema": {"type": "string"}, "example": "Bad color"}}},
        },
        "x-amples": [{"title": summary, "request": {"params": params},
                      "response": {"status": 200, "headers": {"content-type": "image/png"}}}],
    }))
}
