//! Tests that raster tiles that are drawn one by one have the same pixels as the block drawn as one picture.

#[path = "render/clip.rs"]
mod clip;
#[path = "support/data.rs"]
mod data;
#[path = "render/harness.rs"]
mod harness;
#[path = "render/project.rs"]
mod project;

use std::collections::BTreeMap;

use harness::{TestResult, block, differing_pixels, resources};
use karto::{
    diagnostic::SourceFile,
    image::Bitmap,
    render::{self, Fetched, GeoJson, Metatile, Need, Rasterizer, RenderJob, SourceInfo, TileSet, View},
    style::{self, Style},
    tile::{Scale, TileId},
    work::Ticket,
};
use project::{DEEPEST, ProjectWorld};

const SCALES: [f64; 6] = [1.0, 1.3, 1.5, 2.0, 2.6, 3.0];

fn load(text: &str) -> TestResult<Style> {
    let (style, problems) = style::load(&SourceFile::new("test", text));
    assert!(problems.is_empty(), "{problems:?}");
    style.ok_or_else(|| "no style".into())
}

/// Draws a GeoJSON style.
fn draw(style: &Style, data: &GeoJson, view: &View) -> TestResult<Bitmap> {
    let info = SourceInfo { min_zoom: 0, max_zoom: 18, tile_size: 512 };
    let infos = BTreeMap::from([("g".to_owned(), info)]);
    let mut tiles = TileSet::new(&infos);
    for need in render::needs(style, view, 64.0, &infos) {
        if let Some(tile) = data.tile(style, "g", need.tile) {
            tiles.insert_vector("g", tile);
        }
    }
    let resources = resources()?;
    Ok(render::paint(&render::scene(style, view, &tiles, &resources), &resources)?)
}

/// Compares the block around `tile` with its tiles. Returns the number of differing pixels.
fn compare(tile: TileId, scale: Scale, draw: &dyn Fn(&View) -> TestResult<Bitmap>) -> TestResult<usize> {
    let whole = Metatile::holding(tile, 4);
    let picture = draw(&whole.view(scale))?;
    let mut differing = 0;
    for tile in whole.tiles() {
        let cut = whole.cut(&picture, tile, scale).ok_or("a tile of the block")?;
        let single = draw(&View::of_tile(tile, scale))?;
        differing += differing_pixels(&cut, &single);
    }
    Ok(differing)
}

/// Long lines in all directions, areas, dashes, patterns and circles across tile edges.
fn geometry_style(zoom: f64) -> String {
    let layer = |id: &str, kind: &str, layout: &str, paint: &str| {
        format!(r#"{{"id": "{id}", "type": "{kind}", "source": "g", "layout": {{{layout}}}, "paint": {{{paint}}}}}"#)
    };
    let layers = [
        r##"{"id": "bg", "type": "background", "paint": {"background-color": "#eee"}}"##.to_owned(),
        r#"{"id": "bgp", "type": "background", "paint": {"background-pattern": "dots"}}"#.to_owned(),
        layer("area", "fill", "", r##""fill-color": "#9c9""##),
        layer(
            "soft",
            "fill",
            "",
            r##""fill-color": "rgba(0,0,200,0.3)", "fill-outline-color": "#00f", "fill-translate": [7, 3]"##,
        ),
        layer("dots", "fill", "", r#""fill-pattern": "dots""#),
        layer(
            "case",
            "line",
            r#""line-join": "round", "line-cap": "round""#,
            r##""line-color": "#a50", "line-width": 7"##,
        ),
        layer(
            "line",
            "line",
            r#""line-join": "round", "line-cap": "round""#,
            r##""line-color": "#fd0", "line-width": 4.5"##,
        ),
        layer(
            "miter",
            "line",
            r#""line-join": "miter""#,
            r#""line-color": "rgba(200,0,0,0.5)", "line-width": 3, "line-offset": 9"#,
        ),
        layer("dash", "line", "", r##""line-color": "#000", "line-width": 1.7, "line-dasharray": [4, 2.5]"##),
        layer("gap", "line", "", r##""line-color": "#06a", "line-width": 1, "line-gap-width": 11"##),
        layer("thin", "line", "", r##""line-color": "#333", "line-width": 0.4"##),
        layer("blur", "line", "", r##""line-color": "#f0f", "line-width": 9, "line-blur": 4, "line-offset": -20"##),
        layer(
            "disc",
            "circle",
            "",
            r##""circle-radius": 9.5, "circle-color": "#0a0", "circle-stroke-width": 2, "circle-stroke-color": "#fff""##,
        ),
        layer(
            "glow",
            "circle",
            "",
            r#""circle-radius": 14, "circle-color": "rgba(255,0,0,0.5)", "circle-blur": 0.7, "circle-translate": [20, 4]"#,
        ),
    ];
    format!(
        r#"{{"version": 8, "zoom": {zoom}, "sources": {{"g": {{"type": "geojson", "data": {{}}}}}}, "layers": [{}]}}"#,
        layers.join(",")
    )
}

/// A few hundred pseudo-random lines and areas over the block around `tile`.
fn scribbles(tile: TileId) -> TestResult<GeoJson> {
    let bounds = block(tile);
    let mut seed = 42u64;
    let mut random = move || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as f64 / f64::from(1u32 << 31)
    };
    let mut features = Vec::new();
    for i in 0..60 {
        let mut at = [random(), random()];
        let mut line = Vec::new();
        for _ in 0..6 {
            line.push(bounds.at(at));
            at = [at[0] + random() * 0.4 - 0.2, at[1] + random() * 0.4 - 0.2];
        }
        let geometry = if i % 3 == 0 {
            line.push(line[0]);
            serde_json::json!({"type": "Polygon", "coordinates": [line]})
        } else {
            serde_json::json!({"type": "LineString", "coordinates": line})
        };
        features.push(serde_json::json!({"type": "Feature", "geometry": geometry}));
    }
    Ok(GeoJson::parse(&serde_json::json!({"type": "FeatureCollection", "features": features}))?)
}

#[test]
fn neighboring_tiles_of_geometry_equal_one_picture() -> TestResult {
    let tile = TileId::new(12, 2156, 1437)?;
    let style = load(&geometry_style(11.0))?;
    let data = scribbles(tile)?;
    for factor in SCALES {
        let scale = Scale::new(factor).ok_or("a scale")?;
        let differing = compare(tile, scale, &|view| draw(&style, &data, view))?;
        assert_eq!(differing, 0, "pixels differ at @{factor}x");
    }
    Ok(())
}

#[test]
fn overzoomed_tiles_equal_one_picture() -> TestResult {
    let tile = TileId::new(22, 2_207_744, 1_471_488)?;
    let style = load(&geometry_style(21.0))?;
    let data = scribbles(tile)?;
    let scale = Scale::new(2.0).ok_or("a scale")?;
    assert_eq!(compare(tile, scale, &|view| draw(&style, &data, view))?, 0);
    Ok(())
}

/// The same test with real tiles and a real style, if they are available.
#[test]
fn real_tiles_without_labels_equal_one_picture() -> TestResult {
    let Some(archive) = data::shared("data/wmf-schema-tiles.mbtiles") else { return Ok(()) };
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/styles/osm/style.json"))?;
    let mut style = style::load(&SourceFile::new("osm", text)).0.ok_or("no style")?;
    style.layers.retain(|l| !matches!(l.kind, style::LayerKind::Symbol(_)));
    let db = rusqlite::Connection::open_with_flags(archive, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let info = SourceInfo { min_zoom: 0, max_zoom: 14, tile_size: 512 };
    let infos: BTreeMap<_, _> = style.sources.keys().map(|name| (name.clone(), info)).collect();
    let resources = resources()?;
    let fetch = |need: Need| {
        let row = need.tile.across() - 1 - need.tile.y();
        let sql = "SELECT tile_data FROM tiles WHERE zoom_level = ?1 AND tile_column = ?2 AND tile_row = ?3";
        let bytes: Option<Vec<u8>> = db.query_row(sql, (need.tile.z(), need.tile.x(), row), |r| r.get(0)).ok();
        bytes.map(|b| Fetched { need, bytes: b.into(), packing: karto::mvt::Packing::Detect })
    };
    let draw = |view: &View| -> TestResult<Bitmap> {
        let tiles: Vec<_> = render::needs(&style, view, 0.0, &infos).into_iter().filter_map(fetch).collect();
        Ok(render::picture(&RenderJob {
            style: &style,
            view: *view,
            infos: &infos,
            tiles: &tiles,
            resources: &resources,
            overlay: None,
            rasterizer: Rasterizer::default(),
            ticket: &Ticket::endless(),
        })?)
    };
    for (z, x, y) in [(9, 269, 179), (12, 2156, 1437), (14, 8628, 5748), (16, 34500, 22990)] {
        for factor in [1.0, 1.3] {
            let scale = Scale::new(factor).ok_or("a scale")?;
            let differing = compare(TileId::new(z, x, y)?, scale, &draw)?;
            assert_eq!(differing, 0, "pixels differ at zoom {z} @{factor}x");
        }
    }
    Ok(())
}

/// The same test with a CartoCSS project: labels, shields, markers, patterns and houses across the edges, at the deepest
/// zoom of the tiles and beyond it.
#[test]
fn tiles_of_a_carto_project_equal_one_picture() -> TestResult {
    let tile = TileId::new(u32::from(DEEPEST), 2156, 1437)?;
    let world = ProjectWorld::around(tile, &|layer| layer != "admin")?;
    for (zoom, scales) in [(0, [1.0, 1.3, 2.0].as_slice()), (2, &[1.0, 1.3])] {
        let tile = TileId::new(u32::from(DEEPEST) + zoom, u64::from(tile.x()) << zoom, u64::from(tile.y()) << zoom)?;
        for factor in scales {
            let scale = Scale::new(*factor).ok_or("a scale")?;
            let differing = compare(tile, scale, &|view| world.picture(view))?;
            assert_eq!(differing, 0, "pixels differ at {tile} @{factor}x");
        }
    }
    Ok(())
}

/// A view that is no metatile shows what its neighbors show.
#[test]
fn views_of_a_carto_project_at_any_position_are_the_same() -> TestResult {
    let tile = TileId::new(u32::from(DEEPEST), 2156, 1437)?;
    let world = ProjectWorld::around(tile, &|layer| layer != "admin")?;
    for factor in [1.0, 1.3, 2.0] {
        let scale = Scale::new(factor).ok_or("a scale")?;
        let size = scale.tile_pixels();
        let right = TileId::new(u32::from(tile.z()), u64::from(tile.x()) + 1, u64::from(tile.y()))?;
        let wide = world.picture(&View::of_block(tile, 2, 3, scale))?;
        let shifted = world.picture(&View::of_block(right, 2, 1, scale))?;
        let (a, b) = (wide.crop(size, 0, size, size), shifted.crop(0, 0, size, size));
        let (a, b) = (a.ok_or("a part")?, b.ok_or("a part")?);
        assert_eq!(differing_pixels(&a, &b), 0, "@{factor}x");
        assert!(a.pixels().iter().any(|pixel| pixel != &a.pixels()[0]), "nothing is drawn");
    }
    Ok(())
}

/// Images that follow lines are sampled with single precision, counted from the corner of the picture: a channel may be
/// one level lighter or darker.
#[test]
fn images_along_lines_of_a_carto_project_fit_together() -> TestResult {
    let tile = TileId::new(u32::from(DEEPEST), 2156, 1437)?;
    let world = ProjectWorld::around(tile, &|layer| layer == "admin")?;
    for factor in [1.0, 1.3, 2.0] {
        let scale = Scale::new(factor).ok_or("a scale")?;
        let whole = Metatile::holding(tile, 4);
        let picture = world.picture(&whole.view(scale))?;
        for tile in whole.tiles() {
            let cut = whole.cut(&picture, tile, scale).ok_or("a tile of the block")?;
            let single = world.picture(&View::of_tile(tile, scale))?;
            let apart = cut.data().iter().zip(single.data()).map(|(a, b)| a.abs_diff(*b)).max();
            assert!(apart <= Some(1), "{tile} @{factor}x: {apart:?}");
        }
    }
    Ok(())
}
