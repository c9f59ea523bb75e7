//! Tests that every drawing ends with its deadline, whatever its data: the thread draws the next picture.

#[path = "render/harness.rs"]
mod harness;

use std::{
    collections::BTreeMap,
    num::NonZeroUsize,
    sync::Arc,
    time::{Duration, Instant},
};

use harness::{TestResult, fonts, resources};
use karto::{
    diagnostic::{Diagnostics, SourceFile, SourceFiles},
    mvt::{GeometryType, GeometryWriter, LayerWriter, Packing, Value},
    render::{self, Fetched, Need, PictureError, Rasterizer, RenderJob, Resources, SourceInfo, View},
    settings::StyleLanguage,
    style::{self, MAP_SOURCE, MapFile, Style},
    text::GlyphCache,
    tile::{Scale, TileId},
    work::{Class, PoolSize, Runner, Ticket, WorkError},
};
use serde_json::{Value as Json, json};

const EXTENT: i32 = 4096;

/// Numbers that look random.
struct Random(u32);

impl Random {
    fn below(&mut self, limit: i32) -> i32 {
        self.0 = self.0.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        ((u64::from(self.0 >> 8) * limit as u64) >> 24) as i32
    }

    fn point(&mut self) -> [i32; 2] {
        [self.below(EXTENT), self.below(EXTENT)]
    }

    fn points(&mut self, count: usize) -> Vec<[i32; 2]> {
        (0..count).map(|_| self.point()).collect()
    }
}

/// A tile with the features that `write` writes.
fn tile(write: impl FnOnce(&mut LayerWriter, &mut GeometryWriter, &mut Random)) -> Vec<u8> {
    let mut layer = LayerWriter::new("l", EXTENT as u32);
    write(&mut layer, &mut GeometryWriter::default(), &mut Random(7));
    let mut bytes = Vec::new();
    layer.finish(&mut bytes);
    bytes
}

fn add(layer: &mut LayerWriter, geometry: &mut GeometryWriter, kind: GeometryType) {
    layer.feature(None, kind, geometry.packed());
    geometry.clear();
}

/// One line through points everywhere.
fn endless_line(count: usize) -> Vec<u8> {
    tile(|layer, geometry, random| {
        geometry.line(&random.points(count));
        add(layer, geometry, GeometryType::Line);
    })
}

/// One area with rings everywhere.
fn rings(count: usize, vertices: usize) -> Vec<u8> {
    tile(|layer, geometry, random| {
        (0..count).for_each(|_| geometry.ring(&random.points(vertices)));
        add(layer, geometry, GeometryType::Polygon);
    })
}

/// Many features with one point each, and a name of their own.
fn points(count: i32) -> Vec<u8> {
    tile(|layer, geometry, random| {
        for i in 0..count {
            layer.tag("name", Value::String(&format!("name {i}")));
            geometry.points(&[random.point()]);
            add(layer, geometry, GeometryType::Point);
        }
    })
}

/// Many small areas.
fn squares(count: usize) -> Vec<u8> {
    tile(|layer, geometry, random| {
        for _ in 0..count {
            let [x, y] = random.point();
            geometry.ring(&[[x, y], [x + 40, y], [x + 40, y + 40], [x, y + 40]]);
            add(layer, geometry, GeometryType::Polygon);
        }
    })
}

/// What a picture is drawn from.
struct Map {
    style: Style,
    source: &'static str,
    resources: Resources,
}

impl Map {
    fn maplibre(layers: &Json) -> TestResult<Arc<Self>> {
        let sources = json!({"v": {"type": "vector", "tiles": ["test:"]}});
        let text = json!({"version": 8, "sources": sources, "layers": layers}).to_string();
        let (style, problems) = style::load(&SourceFile::new("test", text));
        assert!(problems.is_empty(), "{problems:?}");
        Self::of(style.ok_or("a style")?, "v")
    }

    fn mapnik(symbolizers: &str) -> TestResult<Arc<Self>> {
        let xml = format!(
            r#"<Map srs="+init=epsg:3857"><Style name="s"><Rule>{symbolizers}</Rule></Style>
            <Layer name="l"><StyleName>s</StyleName></Layer></Map>"#
        );
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("map.xml");
        std::fs::write(&path, xml)?;
        let (mut files, mut problems) = (SourceFiles::default(), Diagnostics::default());
        let language = StyleLanguage::of_file(&path);
        let file = MapFile { path: &path, language, draws: &|_| true, attributes: &[] };
        let map = file.load(&mut files, &mut problems).ok_or_else(|| format!("{problems:?}"))?;
        Self::of(map.style, MAP_SOURCE)
    }

    fn of(style: Style, source: &'static str) -> TestResult<Arc<Self>> {
        let resources = Resources { glyphs: Arc::new(GlyphCache::of(fonts())), ..resources()? };
        Ok(Arc::new(Self { style, source, resources }))
    }

    /// Draws the world from one tile at three times the usual resolution, as pixels or as SVG.
    fn draw(&self, bytes: &[u8], svg: bool, ticket: &Ticket) -> Result<(), PictureError> {
        let infos = BTreeMap::from([(self.source.to_owned(), SourceInfo { tile_size: 256, ..SourceInfo::default() })]);
        let need = Need { source: self.source.to_owned(), tile: TileId::WORLD };
        let tiles = [Fetched { need, bytes: bytes.to_vec().into(), packing: Packing::Detect }];
        let job = RenderJob {
            style: &self.style,
            view: View::of_tile(TileId::WORLD, Scale::new(3.0).unwrap_or(Scale::ONE)),
            infos: &infos,
            tiles: &tiles,
            resources: &self.resources,
            overlay: None,
            rasterizer: Rasterizer::default(),
            ticket,
        };
        if svg { render::svg(&job).map(drop) } else { render::picture(&job).map(drop) }
    }
}

/// Draws `bytes` until a short deadline, and then another picture on the same thread.
async fn ends(map: Arc<Map>, bytes: Vec<u8>, svg: bool) -> TestResult {
    let one = PoolSize { threads: NonZeroUsize::MIN, queue: 4 };
    let runner = Runner::start(one, one)?;
    let deadline = Instant::now() + Duration::from_millis(100);
    let large = map.clone();
    let drawn = runner.run(Class::Drawing, deadline, move |ticket| large.draw(&bytes, svg, ticket).is_ok()).await;
    assert!(matches!(drawn, Err(WorkError::Deadline) | Ok(false)), "the picture is not large enough: {drawn:?}");
    let much_later = Instant::now() + Duration::from_secs(60);
    let small = endless_line(3);
    let next = runner.run(Class::Drawing, much_later, move |ticket| map.draw(&small, svg, ticket).is_ok()).await;
    assert_eq!(next, Ok(true));
    assert_eq!(runner.state(Class::Drawing).lost, 0, "the thread came back by itself");
    Ok(())
}

/// Draws `bytes` with one layer.
async fn layer_ends(kind: &str, layout: Json, paint: Json, bytes: Vec<u8>) -> TestResult {
    let layer = json!({"id": "x", "type": kind, "source": "v", "source-layer": "l", "layout": layout, "paint": paint});
    ends(Map::maplibre(&json!([layer]))?, bytes, false).await
}

/// The number of vertices of lines and rings: many times what can be drawn until the deadline.
const MANY: usize = 400_000;

#[tokio::test]
async fn a_line_through_random_points() -> TestResult {
    layer_ends("line", json!({}), json!({}), endless_line(MANY)).await
}

#[tokio::test]
async fn a_wide_translucent_line_with_round_corners() -> TestResult {
    let layout = json!({"line-join": "round", "line-cap": "round"});
    layer_ends("line", layout, json!({"line-width": 40, "line-opacity": 0.4}), endless_line(MANY)).await
}

#[tokio::test]
async fn a_dashed_line() -> TestResult {
    layer_ends("line", json!({}), json!({"line-width": 4, "line-dasharray": [2, 1, 0.5, 1]}), endless_line(MANY)).await
}

#[tokio::test]
async fn a_blurred_casing_aside_of_its_line() -> TestResult {
    let paint = json!({"line-width": 4, "line-gap-width": 6, "line-offset": 5, "line-blur": 8});
    layer_ends("line", json!({}), paint, endless_line(MANY)).await
}

#[tokio::test]
async fn a_line_with_a_pattern() -> TestResult {
    layer_ends("line", json!({}), json!({"line-width": 8, "line-pattern": "dots"}), endless_line(MANY)).await
}

#[tokio::test]
async fn an_area_with_a_random_outline() -> TestResult {
    let paint = json!({"fill-opacity": 0.5, "fill-outline-color": "#000"});
    layer_ends("fill", json!({}), paint, rings(1, MANY)).await
}

#[tokio::test]
async fn an_area_without_smooth_edges() -> TestResult {
    layer_ends("fill", json!({}), json!({"fill-antialias": false}), rings(20, MANY / 20)).await
}

#[tokio::test]
async fn an_area_with_very_many_rings_and_a_pattern() -> TestResult {
    layer_ends("fill", json!({}), json!({"fill-pattern": "dots"}), rings(MANY / 5, 5)).await
}

#[tokio::test]
async fn very_many_small_areas() -> TestResult {
    layer_ends("fill", json!({}), json!({"fill-opacity": 0.5}), squares(MANY)).await
}

#[tokio::test]
async fn very_many_circles() -> TestResult {
    let paint = json!({"circle-radius": 20, "circle-stroke-width": 3, "circle-opacity": 0.5});
    layer_ends("circle", json!({}), paint, points(200_000)).await
}

#[tokio::test]
async fn very_many_blurred_circles() -> TestResult {
    layer_ends("circle", json!({}), json!({"circle-radius": 100, "circle-blur": 1}), points(50_000)).await
}

#[tokio::test]
async fn a_heatmap_of_very_many_points() -> TestResult {
    layer_ends("heatmap", json!({}), json!({"heatmap-radius": 200}), points(300_000)).await
}

#[tokio::test]
async fn icons_along_an_endless_line() -> TestResult {
    let layout = json!({"symbol-placement": "line", "symbol-spacing": 1, "icon-image": "dots",
        "icon-allow-overlap": true, "icon-ignore-placement": true});
    layer_ends("symbol", layout, json!({}), endless_line(MANY)).await
}

#[tokio::test]
async fn names_along_an_endless_line() -> TestResult {
    let layout = json!({"symbol-placement": "line", "symbol-spacing": 1, "text-field": "name", "text-max-angle": 180,
        "text-font": ["Noto Sans Regular"]});
    layer_ends("symbol", layout, json!({"text-halo-width": 2}), endless_line(MANY)).await
}

#[tokio::test]
async fn names_of_very_many_points() -> TestResult {
    let layout = json!({"text-field": ["get", "name"], "text-allow-overlap": true, "text-font": ["Noto Sans Regular"]});
    layer_ends("symbol", layout, json!({"text-halo-width": 3}), points(200_000)).await
}

#[tokio::test]
async fn a_name_within_an_area_with_a_random_outline() -> TestResult {
    let layout = json!({"text-field": "name", "text-font": ["Noto Sans Regular"]});
    layer_ends("symbol", layout, json!({}), rings(1, MANY)).await
}

#[tokio::test]
async fn an_svg_of_a_dashed_line() -> TestResult {
    let paint = json!({"line-width": 4, "line-gap-width": 6, "line-blur": 3});
    let layer = json!({"id": "x", "type": "line", "source": "v", "source-layer": "l", "paint": paint});
    ends(Map::maplibre(&json!([layer]))?, endless_line(MANY), true).await
}

#[tokio::test]
async fn lines_of_mapnik() -> TestResult {
    let symbolizers = [
        r##"<LineSymbolizer stroke="#f00" stroke-width="3"/>"##,
        r##"<LineSymbolizer stroke="#f00" stroke-width="3" stroke-dasharray="4,2" stroke-linejoin="round"/>"##,
        r##"<LineSymbolizer stroke="#f00" stroke-width="3" offset="5"/>"##,
        r##"<LineSymbolizer stroke="#f00" smooth="0.7"/>"##,
        r##"<LineSymbolizer stroke="#f00" simplify="2" simplify-algorithm="douglas-peucker"/>"##,
        r##"<LineSymbolizer stroke="#f00" simplify="2" simplify-algorithm="zhao-saalfeld"/>"##,
        r##"<LineSymbolizer stroke="#f00" simplify="2" simplify-algorithm="visvalingam-whyatt"/>"##,
    ];
    for symbolizer in symbolizers {
        ends(Map::mapnik(symbolizer)?, endless_line(MANY), false).await.map_err(|e| format!("{symbolizer}: {e}"))?;
    }
    Ok(())
}

#[tokio::test]
async fn areas_of_mapnik() -> TestResult {
    let symbolizers = [
        r##"<PolygonSymbolizer fill="#f00"/>"##,
        r##"<PolygonSymbolizer fill="#f00" fill-opacity="0.5" comp-op="multiply"/><BuildingSymbolizer height="20"/>"##,
        r##"<TextSymbolizer face-name="Noto Sans Regular" placement="interior">'name'</TextSymbolizer>"##,
        r##"<TextSymbolizer face-name="Noto Sans Regular" placement="line" spacing="5">'name'</TextSymbolizer>"##,
        r##"<MarkersSymbolizer placement="line" spacing="2" allow-overlap="true"/>"##,
    ];
    for symbolizer in symbolizers {
        ends(Map::mapnik(symbolizer)?, rings(1, MANY), false).await.map_err(|e| format!("{symbolizer}: {e}"))?;
    }
    Ok(())
}
