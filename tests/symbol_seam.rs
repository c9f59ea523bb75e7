//! Labels are never cut: a block of real tiles drawn one by one equals the block drawn as one picture.
#![allow(clippy::unwrap_used, clippy::panic)]

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
};

use karto::{
    mvt::{self, Packing},
    render::{self, Resources, SourceInfo, TileSet, VectorTile, View, symbol},
    style::{self, Style},
    text::FontSet,
    tile::{Scale, TileId},
};

struct World {
    style: Style,
    resources: Resources,
    infos: BTreeMap<String, SourceInfo>,
    /// Packed tiles of the one source by their place.
    fetch: Box<dyn Fn(TileId) -> Option<Vec<u8>>>,
    source: String,
}

impl World {
    fn draw(&self, view: &View) -> tiny_skia::Pixmap {
        let needs = render::needs(&self.style, view, symbol::MARGIN, &self.infos);
        let packed: Vec<_> = needs.iter().filter_map(|n| Some((n.tile, (self.fetch)(n.tile)?))).collect();
        let mut tiles = TileSet::new(&self.infos);
        for (id, bytes) in &packed {
            let tile = mvt::Tile::decode(bytes).unwrap();
            tiles.insert_vector(&self.source, VectorTile::bind(&self.style, &self.source, *id, tile));
        }
        let list = render::scene(&self.style, view, &tiles, &self.resources);
        render::paint(&list, &self.resources).unwrap()
    }

    /// Draws the block both ways; how many pixels differ, and the picture drawn as one.
    fn seams(&self, first: TileId, side: u32, scale: Scale) -> (usize, tiny_skia::Pixmap) {
        let whole = self.draw(&View::of_block(first, side, side, scale));
        let size = scale.tile_pixels();
        let mut differing = 0;
        for row in 0..side {
            for column in 0..side {
                let id = TileId::new(u32::from(first.z()), u64::from(first.x() + column), u64::from(first.y() + row));
                let part = self.draw(&View::of_tile(id.unwrap(), scale));
                assert_eq!((part.width(), part.height()), (size, size));
                for y in 0..size {
                    for x in 0..size {
                        let other = whole.pixel(column * size + x, row * size + y);
                        differing += usize::from(part.pixel(x, y) != other);
                    }
                }
            }
        }
        (differing, whole)
    }
}

/// The project's fonts, else the system's.
fn fonts() -> Option<PathBuf> {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("styles/fonts");
    [own, PathBuf::from("/usr/share/fonts/truetype/noto")].into_iter().find(|d| d.is_dir())
}

fn shared(path: &str) -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared").join(path);
    path.exists().then_some(path)
}

/// Zoom, column and row of blocks in Liechtenstein and Monaco, and their scales.
const PLACES: [(u32, u64, u64, f64); 6] = [
    (14, 8624, 5753, 1.0),
    (12, 2154, 1435, 1.0),
    (15, 17249, 11508, 1.0),
    (10, 538, 358, 1.0),
    (14, 8529, 5973, 1.0),
    (14, 8624, 5753, 2.0),
];

#[test]
fn real_tiles_fit_together() {
    let Some(archive) = shared("data/wmf-schema-tiles.mbtiles") else { return };
    let Some(fonts) = fonts() else { return };
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("styles/osm/style.json")).unwrap();
    let (style, problems) = style::load(&text, "osm");
    assert!(problems.is_empty(), "{problems:?}");
    let style = style.unwrap();
    let database = rusqlite::Connection::open(archive).unwrap();
    let fetch = move |id: TileId| {
        let row = id.across() - 1 - id.y();
        let sql = "select tile_data from tiles where zoom_level=? and tile_column=? and tile_row=?";
        let bytes: Vec<u8> = database.query_row(sql, (id.z(), id.x(), row), |r| r.get(0)).ok()?;
        Some(mvt::unpack(&bytes, Packing::Detect, 64 << 20).unwrap().into_owned())
    };
    let mut resources = Resources { fonts: Arc::new(FontSet::load([], &[fonts]).0), ..Resources::default() };
    resources.sprites.load("default", &Path::new(env!("CARGO_MANIFEST_DIR")).join("styles/osm/sprite"), 1.0).unwrap();
    let source = "osm".to_owned();
    let infos = BTreeMap::from([(source.clone(), SourceInfo { min_zoom: 0, max_zoom: 15, tile_size: 256 })]);
    let world = World { style, resources, infos, fetch: Box::new(fetch), source };
    for (z, x, y, scale) in PLACES {
        let (differing, whole) = world.seams(TileId::new(z, x, y).unwrap(), 4, Scale::new(scale).unwrap());
        assert_eq!(differing, 0, "z{z} {x}/{y} @{scale}x");
        whole.save_png(format!("{}/seam-{z}-{x}@{scale}.png", env!("CARGO_TARGET_TMPDIR"))).unwrap();
    }
}

/// Made-up city tiles with every layer and names in nine scripts.
#[test]
fn crowded_tiles_fit_together() {
    let Some(tiles) = shared("golden/tiles/synthetic") else { return };
    let Some(fonts) = fonts() else { return };
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("styles/osm/style.json")).unwrap();
    let fetch = move |id: TileId| {
        let bytes = std::fs::read(tiles.join(format!("{id}.pbf"))).ok()?;
        Some(mvt::unpack(&bytes, Packing::Detect, 64 << 20).unwrap().into_owned())
    };
    let mut resources = Resources { fonts: Arc::new(FontSet::load([], &[fonts]).0), ..Resources::default() };
    resources.sprites.load("default", &Path::new(env!("CARGO_MANIFEST_DIR")).join("styles/osm/sprite"), 1.0).unwrap();
    let source = "osm".to_owned();
    let infos = BTreeMap::from([(source.clone(), SourceInfo { min_zoom: 0, max_zoom: 15, tile_size: 256 })]);
    let world = World { style: style::load(&text, "osm").0.unwrap(), resources, infos, fetch: Box::new(fetch), source };
    for (z, x, y, side) in
        [(15, 19808, 10242, 2), (16, 39616, 20484, 4), (14, 9904, 5121, 1), (11, 828, 655, 1), (5, 18, 9, 1)]
    {
        let (differing, whole) = world.seams(TileId::new(z, x, y).unwrap(), side, Scale::ONE);
        assert_eq!(differing, 0, "z{z}");
        whole.save_png(format!("{}/crowd-{z}.png", env!("CARGO_TARGET_TMPDIR"))).unwrap();
    }
}
