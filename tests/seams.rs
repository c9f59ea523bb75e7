//! Tests that tiles fit together. The tiles of a block, requested one by one in random order from two processes, must
//! equal the block drawn as one picture, pixel for pixel. No label may appear at different positions on both sides of
//! an edge, and the more important label must win on both sides.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test may panic")]

#[path = "support/data.rs"]
mod data;
#[path = "render/world.rs"]
mod world;

use std::{
    collections::BTreeMap,
    io::{Read, Write},
    net::{TcpListener, TcpStream},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use data::shared;
use karto::{
    diagnostic::SourceFile,
    image::{Bitmap, decode},
    render::{self, DisplayItem, GeoJson, GlyphInstance, Metatile, SourceInfo, TileSet, View},
    style,
    tile::{Scale, TileId},
};
use world::{TestResult, World, in_repository};

/// Tiles per side of the blocks.
const SIDE: u32 = 4;

/// A `karto serve` process that is stopped when dropped.
struct Server {
    child: Child,
    port: u16,
    _folder: tempfile::TempDir,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// Starts the binary on a free port, with blocks of `metatile` tiles per side.
    fn start(sources: &str, metatile: u32) -> TestResult<Self> {
        let folder = tempfile::tempdir()?;
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let config = folder.path().join("karto.yaml");
        // A slow machine may need a long time.
        let conf = format!(
            "port: {port}
interface: 127.0.0.1
karto:
  admin: {{enabled: false}}
  render: {{metatile: {metatile}, deadline: 300s}}
  limits: {{patience: 300s, requestTimeout: 300s}}
"
        );
        std::fs::write(&config, format!("{conf}sources:\n{sources}"))?;
        let mut command = Command::new(env!("CARGO_BIN_EXE_karto"));
        let command = command.arg("serve").arg("-c").arg(&config).stdin(Stdio::null()).stdout(Stdio::null());
        let mut server = Self { child: command.spawn()?, port, _folder: folder };
        let until = Instant::now() + Duration::from_mins(2);
        while server.get("/map/info.json").is_err() {
            if let Some(status) = server.child.try_wait()? {
                return Err(format!("karto serve exited with {status}").into());
            }
            assert!(Instant::now() < until, "karto serve does not respond");
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(server)
    }

    /// The body of a response with status 200.
    fn get(&self, path: &str) -> TestResult<Vec<u8>> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        write!(stream, "GET {path} HTTP/1.1\r\nHost: seams.test\r\nConnection: close\r\n\r\n")?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        let end = answer.windows(4).position(|w| w == b"\r\n\r\n").ok_or("no answer")?;
        let status = String::from_utf8_lossy(answer.get(9..12).unwrap_or_default()).into_owned();
        if status != "200" {
            return Err(format!("{path}: {status}").into());
        }
        Ok(answer.split_off(end + 4))
    }

    fn tile(&self, tile: TileId, scale: &str) -> TestResult<Bitmap> {
        Ok(decode(&self.get(&format!("/map/{tile}{scale}.png"))?)?)
    }
}

/// A pseudo-random but reproducible order.
fn shuffled(mut tiles: Vec<TileId>, mut seed: u64) -> Vec<TileId> {
    for i in (1..tiles.len()).rev() {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        tiles.swap(i, ((seed >> 33) % (i as u64 + 1)) as usize);
    }
    tiles
}

fn differing(a: &Bitmap, b: &Bitmap) -> usize {
    assert_eq!((a.width(), a.height()), (b.width(), b.height()));
    a.pixels().iter().zip(b.pixels()).filter(|(a, b)| a != b).count()
}

/// Compares every tile of the blocks at `places` with the block drawn as one picture. The tiles are requested in random
/// order from two processes: one draws each tile separately, and one draws blocks.
fn compare(
    name: &str,
    sources: &str,
    world: impl Fn(f64) -> TestResult<World>,
    places: &[(u32, u64, u64)],
    scales: &[f64],
) -> TestResult<usize> {
    let servers = [Server::start(sources, 1)?, Server::start(sources, SIDE)?];
    let mut sum = 0;
    for factor in scales {
        let world = world(*factor)?;
        let scale = Scale::new(*factor).ok_or("a scale")?;
        let suffix = if *factor == 1.0 { String::new() } else { format!("@{factor}x") };
        for (z, x, y) in places {
            let block = Metatile::holding(TileId::new(*z, *x, *y)?, SIDE);
            let whole = world.picture(&block.view(scale))?;
            let mut found = 0;
            for (i, tile) in shuffled(block.tiles().collect(), x ^ y).into_iter().enumerate() {
                let server = servers.get(i % 2).ok_or("two servers")?;
                let cut = block.cut(&whole, tile, scale).ok_or("a tile of the block")?;
                found += differing(&cut, &server.tile(tile, &suffix)?);
            }
            println!("{name} {z}/{x}/{y}{suffix}: {found} of {} pixels differ", whole.pixels().len());
            sum += found;
        }
    }
    Ok(sum)
}

/// The configuration of a source named `map`, drawn from `uri`, which has tiles up to `max_zoom`.
fn drawn(uri: &str, style: &str, tile_size: u32, max_zoom: u32) -> String {
    format!(
        "  tiles: {{uri: '{uri}', setInfo: {{minzoom: 0, maxzoom: {max_zoom}}}}}
  map:
    public: true
    formats: [png]
    scales: [1.3, 1.5, 2, 2.6, 3]
    maxzoom: 18
    uri: style:///embedded/{style}
    params: {{source: {{ref: tiles}}, tileSize: {tile_size}, png: truecolour}}
"
    )
}

/// Whole and fractional scales.
const WHOLE: [f64; 2] = [1.0, 2.0];
const BETWEEN: [f64; 4] = [1.3, 1.5, 2.6, 3.0];

#[test]
fn the_embedded_world_fits_together() -> TestResult {
    let sources = drawn("pmtiles:///embedded/world", "light", 512, 6);
    let places = [(3, 4, 2), (4, 8, 4), (5, 16, 10), (6, 32, 20)];
    assert_eq!(compare("world", &sources, World::embedded, &places, &WHOLE)?, 0);
    assert_eq!(compare("world", &sources, World::embedded, &places[3..], &BETWEEN)?, 0);
    Ok(())
}

#[test]
fn liechtenstein_and_monaco_fit_together() -> TestResult {
    let Some(archive) = shared("data/wmf-schema-tiles.mbtiles") else { return Ok(()) };
    let sources = drawn(&format!("mbtiles://{}", archive.display()), "osm-bright", 256, 15);
    let world = |ratio| World::real(ratio)?.ok_or_else(|| "no archive".into());
    let liechtenstein = [(10, 538, 358), (12, 2156, 1436), (14, 8624, 5753), (15, 17249, 11508)];
    let monaco = [(10, 532, 373), (12, 2132, 1493), (14, 8529, 5973), (15, 17058, 11947)];
    assert_eq!(compare("Liechtenstein", &sources, world, &liechtenstein, &WHOLE)?, 0);
    assert_eq!(compare("Monaco", &sources, world, &monaco, &WHOLE)?, 0);
    assert_eq!(compare("Monaco", &sources, world, &monaco[2..3], &BETWEEN)?, 0);
    Ok(())
}

#[test]
fn crowded_cities_fit_together() -> TestResult {
    let Some(tiles) = shared("golden/tiles/synthetic") else { return Ok(()) };
    let sources = drawn(&format!("file://{}?filetype=pbf", tiles.display()), "osm-bright", 256, 15);
    let world = |ratio| World::crowded(ratio)?.ok_or_else(|| "no tiles".into());
    let places = [(11, 828, 655), (14, 9904, 5121), (15, 19808, 10242), (16, 39616, 20484)];
    assert_eq!(compare("crowded", &sources, world, &places, &WHOLE)?, 0);
    assert_eq!(compare("crowded", &sources, world, &places[2..3], &BETWEEN)?, 0);
    Ok(())
}

/// The position of the letters of a label, in quarter pixels of the world.
type Place = [i64; 2];

/// Collects the point labels that `view` shows, with their positions.
fn labels(world: &World, view: &View, found: &mut BTreeMap<String, Vec<Place>>) -> TestResult {
    let tiles = world.fetched(view);
    let mut set = TileSet::new(&world.infos);
    let unpacked: Vec<_> =
        tiles.iter().map(|t| karto::mvt::unpack(&t.bytes, t.packing, 64 << 20)).collect::<Result<_, _>>()?;
    for (tile, bytes) in tiles.iter().zip(&unpacked) {
        let decoded = karto::mvt::Tile::decode(bytes)?;
        let bound = render::VectorTile::bind(&world.style, &tile.need.source, tile.need.tile, decoded);
        set.insert_vector(&tile.need.source, bound);
    }
    let corner = view.origin.map(|v| (v * view.pixel_ratio * 4.0).round() as i64);
    for layer in render::symbols(&world.style, view, &set, &world.resources) {
        for item in &layer.items {
            let DisplayItem::Glyphs(run) = item else { continue };
            // Letters along a line repeat by design.
            let Some(first) = run.glyphs.first().filter(|_| run.glyphs.iter().all(|g| g.angle == 0)) else { continue };
            let letters = |g: &GlyphInstance| format!("{:?} {} {},{} ", g.face, g.glyph, g.x - first.x, g.y - first.y);
            let place = [corner[0] + i64::from(first.x), corner[1] + i64::from(first.y)];
            let name = format!("{} {}", layer.layer, run.glyphs.iter().map(letters).collect::<String>());
            let places = found.entry(name).or_default();
            if !places.contains(&place) {
                places.push(place);
            }
        }
    }
    Ok(())
}

#[test]
fn no_label_appears_twice_across_an_edge() -> TestResult {
    let mut worlds = vec![(World::embedded(1.0)?, vec![(3, 4, 2), (4, 8, 4), (5, 16, 10)])];
    worlds.extend(World::real(1.0)?.map(|w| (w, vec![(12, 2156, 1436), (14, 8624, 5753)])));
    worlds.extend(World::crowded(1.0)?.map(|w| (w, vec![(15, 19808, 10242)])));
    for (world, places) in worlds {
        for (z, x, y) in places {
            let block = Metatile::holding(TileId::new(z, x, y)?, SIDE);
            let (mut single, mut whole) = (BTreeMap::new(), BTreeMap::new());
            for tile in block.tiles() {
                labels(&world, &View::of_tile(tile, Scale::ONE), &mut single)?;
            }
            labels(&world, &block.view(Scale::ONE), &mut whole)?;
            assert!(!whole.is_empty(), "no labels at {z}/{x}/{y}");
            for places in single.values_mut().chain(whole.values_mut()) {
                places.sort_unstable();
            }
            // Parts of labels that are outside of the block do not matter here.
            single.retain(|name, _| whole.contains_key(name));
            assert_eq!(single, whole, "labels of {z}/{x}/{y}, tile by tile and as a block");
        }
    }
    Ok(())
}

/// Draws two labels that cannot both be placed, on two sides of the edge between two tiles.
#[test]
fn the_more_important_label_wins_on_both_sides_of_an_edge() -> TestResult {
    let fonts = std::sync::Arc::new(karto::text::FontSet::load([], &[in_repository("styles/fonts")]).0);
    let glyphs = std::sync::Arc::new(karto::text::GlyphCache::of(fonts));
    let resources = render::Resources { glyphs, ..render::Resources::default() };
    let text = r#"{"version": 8, "sources": {"g": {"type": "geojson", "data": {}}}, "layers": [
        {"id": "names", "type": "symbol", "source": "g", "layout": {"text-field": ["get", "name"],
         "text-font": ["Noto Sans Regular"], "text-size": 24, "symbol-sort-key": ["get", "rank"]}}]}"#;
    let style = style::load(&SourceFile::new("test", text)).0.ok_or("no style")?;
    let tile = TileId::new(8, 134, 90)?;
    let neighbor = TileId::new(8, 135, 90)?;
    let edge = f64::from(neighbor.x()) / 256.0 * 360.0 - 180.0;
    let infos = BTreeMap::from([("g".to_owned(), SourceInfo { min_zoom: 0, max_zoom: 18, tile_size: 512 })]);
    let draw = |features: serde_json::Value, view: &View| -> TestResult<Bitmap> {
        let data = GeoJson::parse(&serde_json::json!({"type": "FeatureCollection", "features": features}))?;
        let mut tiles = TileSet::new(&infos);
        for need in render::needs(&style, view, render::MARGIN, &infos) {
            if let Some(tile) = data.tile(&style, "g", need.tile) {
                tiles.insert_vector("g", tile);
            }
        }
        Ok(render::paint(&render::scene(&style, view, &tiles, &resources), &resources)?)
    };
    let lat = karto::tile::LonLat::from_unit(0.5, 90.5 / 256.0).lat;
    let point = |name: &str, lon: f64, rank: u32| {
        serde_json::json!({"type": "Feature", "properties": {"name": name, "rank": rank},
            "geometry": {"type": "Point", "coordinates": [lon, lat]}})
    };
    for (left_rank, right_rank) in [(1, 2), (2, 1)] {
        let left = point("Vorarlberg", edge - 0.05, left_rank);
        let right = point("Appenzell", edge + 0.05, right_rank);
        let winner = if left_rank < right_rank { &left } else { &right };
        for tile in [tile, neighbor] {
            let view = View::of_tile(tile, Scale::ONE);
            let both = draw(serde_json::json!([left, right]), &view)?;
            let alone = draw(serde_json::json!([winner]), &view)?;
            assert!(alone.pixels().iter().any(|p| p[3] > 0), "the label extends into both tiles");
            assert_eq!(differing(&both, &alone), 0, "ranks {left_rank} and {right_rank}, tile {tile}");
        }
    }
    Ok(())
}
