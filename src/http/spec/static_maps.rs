//! Operations of static maps: one per source and form of the address.

use serde_json::{Map, Value, json};

use crate::{
    service::{ServedSource, Service},
    tile::{Format, TileId},
};

use super::{example, operation::operation};

/// Adds the paths of static maps of every source that allows them. The examples show the example tile, so that they work
/// wherever the tile does.
pub(crate) fn paths(service: &Service, paths: &mut Map<String, Value>) {
    let settings = service.settings();
    for source in service.public_sources().filter(|source| source.is_drawn()) {
        let id = &source.settings.id;
        let (z, x, y) = example::tile(service, source);
        let Ok(tile) = TileId::new(u32::from(z), u64::from(x), u64::from(y)) else { continue };
        let [west, south, east, north] = tile.bounds().to_degrees();
        let center = [f64::midpoint(west, east), f64::midpoint(south, north)].map(|v| format!("{v:.4}"));
        let allowed = source.settings.static_images;
        let formats = [Format::Png, Format::Jpeg].into_iter().filter(|it| source.settings.formats.contains(it));
        let formats: Vec<&str> = formats.map(Format::name).collect();
        if settings.handlers.snapshots && allowed == Some(true) && !formats.is_empty() {
            paths.insert(
                format!("/img/{id},{{zoom}},{{lat}},{{lon}},{{width}}x{{height}}.{{format}}"),
                img(source, z, &center, &formats),
            );
        }
        if settings.karto.static_maps.enabled && allowed != Some(false) {
            paths.insert(format!("/{id}/static/{{place}}/{{width}}x{{height}}.{{format}}"), own(source, z, &center));
        }
    }
}

fn img(source: &ServedSource, zoom: u8, [lon, lat]: &[String; 2], formats: &[&str]) -> Value {
    let number = |name: &str, about: &str, example: &str| {
        json!({"name": name, "in": "path", "required": true, "description": about, "example": example,
               "schema": {"type": "string", "pattern": "^(a|-?[0-9]+([.][0-9]*)?)$"}})
    };
    let summary = format!("A static map of {}", source.settings.id);
    let amples = formats.iter().map(|format| {
        let params = json!({"zoom": zoom.to_string(), "lat": lat, "lon": lon, "width": "200", "height": "100", "format": format});
        ample(&format!("{summary} as {format}"), &params, &json!({}), format)
    });
    let amples: Vec<Value> = amples.collect();
    operation(json!({
        "summary": summary,
        "parameters": [
            number("zoom", "Zoom, or `a` to fit the overlay", &zoom.to_string()),
            number("lat", "Latitude of the center, or `a` to fit the overlay", lat),
            number("lon", "Longitude of the center, or `a` to fit the overlay", lon),
            side("width", "200"),
            side("height", "100"),
            {"name": "format", "in": "path", "required": true, "example": formats.first(), "schema": {"type": "string", "enum": formats}},
            query("domain", "The wiki whose map data is drawn on the map", "en.wikipedia.org"),
            query("title", "The title of the page with the map data", "Vienna"),
            query("groups", "The groups of map data, separated by commas", "_1"),
            query("lang", "Language of labels", "en"),
        ],
        "responses": responses(formats),
        "x-amples": amples,
    }))
}

fn own(source: &ServedSource, zoom: u8, [lon, lat]: &[String; 2]) -> Value {
    let formats = ["png", "jpeg", "webp", "svg"];
    let summary = format!("A static map of {} with an overlay", source.settings.id);
    let place = format!("{lon},{lat},{zoom}");
    let amples = ["png", "webp"].map(|format| {
        let params = json!({"place": place, "width": "200", "height": "100", "format": format});
        ample(&format!("{summary} as {format}"), &params, &json!({"marker": format!("{lon},{lat}")}), format)
    });
    operation(json!({
        "summary": summary,
        "parameters": [
            {"name": "place", "in": "path", "required": true, "example": place, "schema": {"type": "string"},
             "description": "`lon,lat,zoom`, `west,south,east,north`, or `auto` to fit the overlay"},
            side("width", "200"),
            side("height", "100"),
            {"name": "format", "in": "path", "required": true, "example": "png", "schema": {"type": "string", "enum": formats}},
            query("path", "A line or area: `stroke:red|width:3|lon,lat|lon,lat`, or an encoded polyline: `enc:…`", "stroke:red|width:3|9,47|10,48"),
            query("marker", "A marker: `lon,lat`, `lon,lat|pin-m-bus+f00` or `lon,lat|image`", "9,47|pin-m-bus+f00"),
            query("text", "A text: `lon,lat|text|size:16|color:black`", "9,47|Here"),
            query("geojson", "GeoJSON with simplestyle properties", "{\"type\":\"Point\",\"coordinates\":[9,47]}"),
            query("padding", "Space around what is fitted, in CSS pixels", "20"),
            query("beneath", "`labels`, or the layer of the style above lines and areas", "labels"),
            query("attribution", "`false` to leave out the attribution", "false"),
            query("lang", "Language of labels", "en"),
        ],
        "responses": responses(&formats),
        "x-amples": amples,
    }))
}

fn ample(title: &str, params: &Value, query: &Value, format: &str) -> Value {
    let kind = Format::parse(format).map_or("", Format::media_type);
    json!({"title": title, "request": {"params": params, "query": query},
           "response": {"status": 200, "headers": {"content-type": kind}}})
}

fn side(name: &str, example: &str) -> Value {
    json!({"name": name, "in": "path", "required": true, "description": "In CSS pixels", "example": example,
           "schema": {"type": "string", "pattern": "^[0-9]+$"}})
}

fn query(name: &str, about: &str, example: &str) -> Value {
    json!({"name": name, "in": "query", "required": false, "description": about, "example": example,
           "schema": {"type": "string"}})
}

fn responses(formats: &[&str]) -> Value {
    let kind = |format: &&str| (Format::parse(format).map_or("", Format::media_type).to_owned(), json!({}));
    let media: Map<String, Value> = formats.iter().map(kind).collect();
    json!({
        "200": {"description": "The picture", "content": media},
        "400": {"description": "The error, as a JSON string",
                "content": {"application/json": {"schema": {"type": "string"}, "example": "Requested image is too big"}}},
    })
}
