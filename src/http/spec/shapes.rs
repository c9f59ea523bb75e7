//! Operations for shapes.

use serde_json::{Map, Value, json};

use crate::service::Service;

use super::operation::operation;

/// The media type of answers.
const MEDIA: &str = "application/vnd.geo+json";

/// Adds the paths of shapes, if the configuration has any. Paths are monitored if the database has a shape to ask for;
/// points are not, because they need another service.
pub(crate) fn paths(service: &Service, paths: &mut Map<String, Value>) {
    let (Some(engine), Some(settings)) = (service.shapes(), &service.settings().handlers.geoshapes) else { return };
    let examples = engine.geoshapes().examples();
    let area = examples.area.as_deref();
    paths.insert("/geoshape".into(), shapes("Areas by Wikidata id", area));
    let mut old = shapes("Areas by Wikidata id, under an old name", area);
    if let Some(get) = old.get_mut("get") {
        get["deprecated"] = true.into();
    }
    paths.insert("/shape".into(), old);
    paths.insert("/geoline".into(), shapes("Lines by Wikidata id", examples.line.as_deref()));
    if settings.enable_geopoints {
        paths.insert("/geopoint".into(), shapes("Coordinates by Wikidata id", None));
    }
}

fn shapes(summary: &str, example: Option<&str>) -> Value {
    let id = example.unwrap_or("Q64");
    let parameter = |name: &str, about: &str, example: &str| {
        json!({"name": name, "in": "query", "required": false, "description": about, "example": example,
               "schema": {"type": "string"}})
    };
    let ample = |title: String, query: Value, kind: &str| {
        json!({"title": title, "request": {"params": {}, "query": query},
               "response": {"status": 200, "headers": {"content-type": MEDIA}, "body": {"type": kind}}})
    };
    let mut operation = operation(json!({
        "summary": summary,
        "parameters": [
            parameter("ids", "Comma-separated ids of items; this or `query` is required", id),
            parameter("query", "A SPARQL query, whose rows have an id and properties",
                      "SELECT ?id WHERE { VALUES ?id { wd:Q64 } }"),
            parameter("idcolumn", "The column of the query with the id", "id"),
            parameter("getgeojson", "Not empty for GeoJSON, otherwise TopoJSON", "1"),
            parameter("sql", "How shapes are simplified: `simplifyarea`, `simplify`, `removerepeat` or `direct`",
                      "simplifyarea"),
            parameter("arg1", "A number that `sql` takes", "0.001"),
        ],
        "responses": {
            "200": {"description": "The shapes, without those that do not exist", "content": {MEDIA: {
                "schema": {"type": "object"}, "example": {"type": "FeatureCollection", "features": []}}}},
            "400": {"description": "The error, as a JSON string", "content": {"application/json": {
                "schema": {"type": "string"}, "example": "Invalid Wikidata id \"Q0\""}}},
            "503": {"description": "The server is overloaded: retry after `Retry-After`", "content": {"application/json": {
                "schema": {"type": "string"}, "example": "The server is busy"}}},
        },
        "x-amples": [
            ample(format!("{summary}, as GeoJSON"), json!({"ids": id, "getgeojson": "1"}), "FeatureCollection"),
            ample(format!("{summary}, as TopoJSON"), json!({"ids": id}), "Topology"),
        ],
    }));
    if let Some(get) = operation.get_mut("get") {
        get["x-monitor"] = example.is_some().into();
    }
    operation
}
