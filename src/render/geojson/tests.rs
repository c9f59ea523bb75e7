use serde_json::json;

use super::*;
use crate::render::Lines;

fn style() -> Style {
    let text = json!({"version": 8, "sources": {"g": {"type": "geojson", "data": {}}},
        "layers": [{"id": "a", "type": "line", "source": "g", "filter": ["has", "a"]}]});
    crate::style::load(&text.to_string(), "test").0.unwrap()
}

#[test]
fn a_line_is_cut_at_the_buffer_and_numbered_in_units() {
    let data = json!({"type": "Feature", "properties": {"a": 1}, "geometry": {"type": "LineString", "coordinates": [[-90, 0], [100, 0]]}});
    let tile = GeoJson::parse(&data).unwrap().tile(&style(), "g", TileId::new(1, 0, 0).unwrap()).unwrap();
    let layer = tile.layer(0).unwrap();
    let mut lines = Lines::default();
    layer.geometry(0, &mut lines);
    assert_eq!(lines.iter().collect::<Vec<_>>(), [&[[4096.0, 8192.0], [10240.0, 8192.0]]]);
    assert_eq!(layer.feature(0).unwrap().slot(0), Some(&Value::Number(1.0)));
}

#[test]
fn rings_turn_the_way_vector_tiles_want() {
    for ring in [
        json!([[-10, -10], [-10, 10], [10, 10], [10, -10], [-10, -10]]),
        json!([[-10, -10], [10, -10], [10, 10], [-10, 10], [-10, -10]]),
    ] {
        let data = json!({"type": "Polygon", "coordinates": [ring]});
        let tile = GeoJson::parse(&data).unwrap().tile(&style(), "g", TileId::WORLD).unwrap();
        let mut lines = Lines::default();
        tile.layer(0).unwrap().geometry(0, &mut lines);
        let ring = lines.iter().next().unwrap();
        assert!(crate::render::scene::shape::signed_area(ring) > 0.0);
    }
}

#[test]
fn an_empty_tile_is_none() {
    let data = json!({"type": "Point", "coordinates": [100, 50]});
    assert!(GeoJson::parse(&data).unwrap().tile(&style(), "g", TileId::new(2, 0, 3).unwrap()).is_none());
}
