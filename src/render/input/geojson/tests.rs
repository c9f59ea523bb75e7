use serde_json::json;

use super::*;
use crate::render::geometry::Lines;

fn style() -> Style {
    let text = json!({"version": 8, "sources": {"g": {"type": "geojson", "data": {}}},
        "layers": [{"id": "a", "type": "line", "source": "g", "filter": ["has", "a"]}]});
    crate::style::load(&crate::diagnostic::SourceFile::new("test", text.to_string())).0.unwrap()
}

#[test]
fn a_line_is_cut_at_the_buffer_in_tile_units() {
    let data = json!({"type": "Feature", "properties": {"a": 1}, "geometry": {"type": "LineString", "coordinates": [[-90, 0], [100, 0]]}});
    let tile = GeoJson::parse(&data).unwrap().tile(&style(), "g", TileId::new(1, 0, 0).unwrap()).unwrap();
    let layer = tile.layer(0).unwrap();
    let mut lines = Lines::default();
    layer.geometry(0, &mut lines);
    assert_eq!(lines.iter().collect::<Vec<_>>(), [&[[4096.0, 8192.0], [10240.0, 8192.0]]]);
    assert_eq!(layer.feature(0).unwrap().slot(0), Some(&Value::Number(1.0)));
}

#[test]
fn rings_have_the_winding_order_of_vector_tiles() {
    for ring in [
        json!([[-10, -10], [-10, 10], [10, 10], [10, -10], [-10, -10]]),
        json!([[-10, -10], [10, -10], [10, 10], [-10, 10], [-10, -10]]),
    ] {
        let data = json!({"type": "Polygon", "coordinates": [ring]});
        let tile = GeoJson::parse(&data).unwrap().tile(&style(), "g", TileId::WORLD).unwrap();
        let mut lines = Lines::default();
        tile.layer(0).unwrap().geometry(0, &mut lines);
        let ring = lines.iter().next().unwrap();
        assert!(crate::render::geometry::signed_area(ring) > 0.0);
    }
}

#[test]
fn an_empty_tile_is_none() {
    let data = json!({"type": "Point", "coordinates": [100, 50]});
    assert!(GeoJson::parse(&data).unwrap().tile(&style(), "g", TileId::new(2, 0, 3).unwrap()).is_none());
}

#[test]
fn a_picture_shows_inline_features_of_the_style() {
    let text = json!({"version": 8, "sources": {
            "g": {"type": "geojson", "data": {"type": "Point", "coordinates": [0, 0]}},
            "elsewhere": {"type": "geojson", "data": "https://example.org/points.geojson"}},
        "layers": [{"id": "a", "type": "circle", "source": "g", "paint": {"circle-radius": 20}}]});
    let style = crate::style::load(&crate::diagnostic::SourceFile::new("test", text.to_string())).0.unwrap();
    let (own, unread) = crate::render::OwnData::load(&style, std::path::Path::new("."));
    assert_eq!(unread.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["elsewhere"]);
    let resources = crate::render::Resources { own: std::sync::Arc::new(own), ..Default::default() };
    let infos = style.sources.iter().map(|(name, s)| (name.clone(), crate::render::SourceInfo::of(s))).collect();
    let view = crate::render::View::of_tile(TileId::WORLD, crate::tile::Scale::ONE);
    let job = crate::render::RenderJob {
        style: &style,
        view,
        infos: &infos,
        tiles: &[],
        resources: &resources,
        overlay: None,
        rasterizer: crate::render::Rasterizer::default(),
        ticket: &crate::work::Ticket::endless(),
    };
    let picture = crate::render::picture(&job).unwrap();
    assert_eq!(picture.pixel(128, 128).unwrap()[3], 255);
}

#[test]
fn nearby_points_form_a_cluster_with_aggregated_properties() {
    let point = |lon: f64, n: u32| json!({"type": "Feature", "properties": {"n": n}, "geometry": {"type": "Point", "coordinates": [lon, 0]}});
    let data = json!({"type": "FeatureCollection", "features": [point(0.0, 1), point(1.0, 2), point(2.0, 4), point(100.0, 8)]});
    let source = json!({"type": "geojson", "data": {}, "cluster": true, "clusterRadius": 10, "clusterMaxZoom": 3, "clusterProperties": {
        "sum": ["+", ["get", "n"]],
        "most": [["max", ["accumulated"], ["get", "most"]], ["get", "n"]],
    }});
    let clustered = json!({"version": 8, "sources": {"g": source}, "layers": []});
    let clustered = crate::style::load(&crate::diagnostic::SourceFile::new("test", clustered.to_string())).0.unwrap();
    let all = GeoJson::of_source(clustered.sources["g"].features().unwrap(), &data).unwrap();
    let seen = |id: TileId| {
        let tile = all.tile(&style(), "g", id).unwrap();
        let layer = tile.layer(0).unwrap();
        let properties = |i: usize| {
            let mut all = std::collections::BTreeMap::new();
            crate::style::expression::WholeFeatures::properties(layer, i, &mut |key, value| {
                all.insert(key.to_owned(), value.borrowed().into_text().into_owned());
            });
            all
        };
        (0..layer.len()).map(properties).collect::<Vec<_>>()
    };
    let world = seen(TileId::WORLD);
    assert_eq!(world.len(), 2);
    let cluster = world.iter().find(|p| p.contains_key("cluster")).unwrap();
    let get = |key: &str| cluster.get(key).map(String::as_str);
    assert_eq!((get("point_count"), get("sum"), get("most")), (Some("3"), Some("7"), Some("4")));
    assert!(seen(TileId::new(4, 8, 8).unwrap()).iter().all(|p| !p.contains_key("cluster")));
}
