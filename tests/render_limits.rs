//! Tests that any style and data can be drawn, with memory and time that only depend on the picture.

#[path = "render/harness.rs"]
mod harness;

use std::collections::BTreeMap;

use harness::{TestResult, resources};
use karto::{
    diagnostic::SourceFile,
    image::Bitmap,
    render::{self, GeoJson, SourceInfo, TileSet, View},
    style,
    tile::{Scale, TileId},
};
use serde_json::{Value as Json, json};

/// Draws one raster tile of `layers` over `data`.
fn draw(layers: &Json, data: &Json, tile: TileId) -> TestResult<Bitmap> {
    let text = json!({"version": 8, "sources": {"g": {"type": "geojson", "data": {}}}, "layers": layers}).to_string();
    let (style, problems) = style::load(&SourceFile::new("test", text));
    assert!(problems.is_empty(), "{problems:?}");
    let style = style.ok_or("a style")?;
    let infos = BTreeMap::from([("g".to_owned(), SourceInfo { min_zoom: 0, max_zoom: 18, tile_size: 512 })]);
    let data = GeoJson::of_source(style.sources.get("g").and_then(|s| s.features()).ok_or("a source")?, data)?;
    let view = View::of_tile(tile, Scale::ONE);
    let mut tiles = TileSet::new(&infos);
    for need in render::needs(&style, &view, 64.0, &infos) {
        if let Some(tile) = data.tile(&style, "g", need.tile) {
            tiles.insert_vector("g", tile);
        }
    }
    let resources = resources()?;
    Ok(render::paint(&render::scene(&style, &view, &tiles, &resources), &resources)?)
}

fn layer(kind: &str, paint: &Json) -> Json {
    json!({"id": kind, "type": kind, "source": "g", "paint": paint})
}

fn line() -> Json {
    json!({"type": "LineString", "coordinates": [[-170, -80], [10, 20], [12, 20], [10, 20.5], [170, 80]]})
}

#[test]
fn extreme_sizes_are_drawn() -> TestResult {
    for size in [1e6, 1e9, 1e18, 1e300, f64::MAX] {
        let layers = json!([
            layer(
                "fill",
                &json!({"fill-color": "#0f0", "fill-translate": [size, -size], "fill-outline-color": "#000"})
            ),
            layer(
                "line",
                &json!({"line-width": size, "line-gap-width": size, "line-offset": size, "line-blur": size,
                "line-translate": [size, size]})
            ),
            layer("circle", &json!({"circle-radius": size, "circle-stroke-width": size, "circle-opacity": 0.5})),
            layer("heatmap", &json!({"heatmap-radius": size, "heatmap-weight": size, "heatmap-intensity": size})),
        ]);
        for tile in [TileId::WORLD, TileId::new(9, 270, 226)?] {
            draw(&layers, &line(), tile)?;
        }
    }
    Ok(())
}

#[test]
fn a_circle_of_any_size_fills_the_picture() -> TestResult {
    for radius in [1e3, 1e7, 1e12] {
        let layers = json!([layer("circle", &json!({"circle-radius": radius}))]);
        let picture = draw(&layers, &json!({"type": "Point", "coordinates": [0.5, 0.5]}), TileId::new(1, 1, 0)?)?;
        assert!(picture.pixels().iter().all(|p| p[3] == 255), "{radius}");
    }
    Ok(())
}

#[test]
fn coordinates_far_outside_of_the_world_are_drawn() -> TestResult {
    let layers = json!([
        layer("fill", &json!({"fill-opacity": 0.5})),
        layer("line", &json!({"line-width": 3, "line-dasharray": [1, 1]})),
    ]);
    for far in [1e3, 1e5, 1e9, 1e300] {
        let ring = json!([[-far, -far], [far, -far], [far, far], [0, 0], [-far, -far]]);
        draw(&layers, &json!({"type": "Polygon", "coordinates": [ring]}), TileId::new(14, 8625, 5745)?)?;
    }
    Ok(())
}

#[test]
fn tiny_dashes_of_a_long_line_are_limited() -> TestResult {
    for dash in [1e-300, 1e-9, 1e-3] {
        let layers = json!([layer("line", &json!({"line-width": 1, "line-dasharray": [dash, dash]}))]);
        draw(&layers, &line(), TileId::new(22, 2_207_744, 1_471_488)?)?;
        draw(&layers, &line(), TileId::WORLD)?;
    }
    Ok(())
}

#[test]
fn a_hundred_thousand_points_are_drawn_and_clustered() -> TestResult {
    let points: Vec<_> = (0..100_000).map(|i| json!([f64::from(i % 359) - 179.0, f64::from(i % 161) - 80.0])).collect();
    let features: Vec<_> = points
        .iter()
        .map(|p| json!({"type": "Feature", "properties": {"n": 1}, "geometry": {"type": "Point", "coordinates": p}}))
        .collect();
    let data = json!({"type": "FeatureCollection", "features": features});
    let layers = json!([layer("heatmap", &json!({"heatmap-radius": 40}))]);
    draw(&layers, &data, TileId::WORLD)?;
    let source =
        json!({"type": "geojson", "data": {}, "cluster": true, "clusterProperties": {"sum": ["+", ["get", "n"]]}});
    let text = json!({"version": 8, "sources": {"g": source}, "layers": [layer("circle", &json!({}))]});
    let style = style::load(&SourceFile::new("test", text.to_string())).0.ok_or("a style")?;
    let clustered = GeoJson::of_source(style.sources.get("g").and_then(|s| s.features()).ok_or("a source")?, &data)?;
    let tile = clustered.tile(&style, "g", TileId::WORLD).ok_or("a tile")?;
    assert!(tile.layer(0).ok_or("a layer")?.len() < 200);
    Ok(())
}
