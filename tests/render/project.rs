//! The CartoCSS project of the fixtures, with generated tiles that have features of every layer across their edges.

use std::{collections::BTreeMap, path::Path};

use karto::{
    diagnostic::{Diagnostics, SourceFiles},
    image::Bitmap,
    mvt::{GeometryType, GeometryWriter, LayerWriter, Packing, Value},
    render::{self, Fetched, MARGIN, Need, Rasterizer, RenderJob, Resources, SourceInfo, View},
    service::{Fonts, map_resources},
    settings::StyleLanguage,
    style::{MAP_SOURCE, MapFile, Style},
    tile::TileId,
    work::Ticket,
};

use crate::{
    clip::{clipped_line, clipped_ring},
    harness::TestResult,
};

/// Units per side of a tile, and how far its features reach beyond it.
const EXTENT: f64 = 4096.0;
const BUFFER: f64 = 128.0;

/// The deepest zoom of the tiles.
pub(crate) const DEEPEST: u8 = 12;

const NAMES: [&str; 8] = [
    "Ober Ems",
    "Nieder Weningen am See",
    "Ay",
    "Château d’Œx",
    "Нижний Новгород",
    "القاهرة",
    "北京市",
    "St. Gallenkirch",
];

/// What a feature looks like; positions are in tiles of the deepest zoom.
struct Scribble {
    layer: &'static str,
    kind: GeometryType,
    places: Vec<[f64; 2]>,
    number: usize,
}

/// The project with what is needed to draw it.
pub(crate) struct ProjectWorld {
    style: Style,
    resources: Resources,
    infos: BTreeMap<String, SourceInfo>,
    scribbles: Vec<Scribble>,
}

impl ProjectWorld {
    /// Loads the layers of the project that `draws`; their tiles have features around `tile`, which has the deepest zoom.
    pub(crate) fn around(tile: TileId, draws: &dyn Fn(&str) -> bool) -> TestResult<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let path = root.join("tests/fixtures/packages/@kartotherian/osm-bright-style/project.yml");
        let file = MapFile { path: &path, language: StyleLanguage::Carto, draws, attributes: &[] };
        let (mut files, mut problems) = (SourceFiles::default(), Diagnostics::default());
        let map = file.load(&mut files, &mut problems).ok_or("no map")?;
        assert!(problems.is_empty(), "{:?}", problems.iter().collect::<Vec<_>>());
        let (resources, missing) = map_resources(&map, &file.folder(), &Fonts::load(&[]));
        assert!(missing.is_empty(), "{missing:?}");
        let info = SourceInfo { min_zoom: 0, max_zoom: DEEPEST, tile_size: 256 };
        let infos = BTreeMap::from([(MAP_SOURCE.to_owned(), info)]);
        Ok(Self { style: map.style, resources, infos, scribbles: scribbles(tile) })
    }

    /// Draws `view`.
    pub(crate) fn picture(&self, view: &View) -> TestResult<Bitmap> {
        let needs = render::needs(&self.style, view, MARGIN, &self.infos);
        let fetched = |need: Need| Fetched { bytes: self.tile(need.tile).into(), need, packing: Packing::Detect };
        let tiles: Vec<_> = needs.into_iter().map(fetched).collect();
        Ok(render::picture(&RenderJob {
            style: &self.style,
            view: *view,
            infos: &self.infos,
            tiles: &tiles,
            resources: &self.resources,
            overlay: None,
            rasterizer: Rasterizer::default(),
            ticket: &Ticket::endless(),
        })?)
    }

    /// The vector tile `id` of the deepest zoom.
    fn tile(&self, id: TileId) -> Vec<u8> {
        let local = |[x, y]: [f64; 2]| [(x - f64::from(id.x())) * EXTENT, (y - f64::from(id.y())) * EXTENT];
        let whole = |points: &[[f64; 2]]| -> Vec<[i32; 2]> {
            points.iter().map(|point| point.map(|at| at.round() as i32)).collect()
        };
        let bounds = [-BUFFER, EXTENT + BUFFER];
        let mut layers: BTreeMap<&str, LayerWriter> = BTreeMap::new();
        for scribble in &self.scribbles {
            let places: Vec<_> = scribble.places.iter().copied().map(local).collect();
            let mut geometry = GeometryWriter::default();
            match scribble.kind {
                GeometryType::Polygon => geometry.ring(&whole(&clipped_ring(&places, bounds))),
                GeometryType::Line => {
                    clipped_line(&places, bounds).iter().for_each(|part| geometry.line(&whole(part)));
                }
                _ => {
                    let inside = |p: &[f64; 2]| p.iter().all(|at| (bounds[0]..=bounds[1]).contains(at));
                    let points: Vec<_> = places.into_iter().filter(inside).collect();
                    geometry.points(&whole(&points));
                }
            }
            if geometry.packed().len() < 3 {
                continue;
            }
            let layer = layers.entry(scribble.layer).or_insert_with(|| LayerWriter::new(scribble.layer, EXTENT as u32));
            let n = scribble.number;
            let reference = format!("A {n}");
            let kinds = ["park", "wood", "marsh", "track"];
            layer.tag("name", Value::String(NAMES[n % NAMES.len()]));
            layer.tag("ref", Value::String(&reference));
            layer.tag("reflen", Value::Int(if n % 2 == 0 { reference.len() as i64 } else { 0 }));
            layer.tag("kind", Value::String(kinds[n % kinds.len()]));
            layer.tag("oneway", Value::Int((n % 3 == 0).into()));
            layer.tag("rank", Value::Int((n % 6) as i64));
            layer.feature(Some(n as u64 + 1), scribble.kind, geometry.packed());
        }
        let mut out = Vec::new();
        layers.into_values().for_each(|layer| layer.finish(&mut out));
        out
    }
}

/// Pseudo-random features in the tiles within four of `tile`.
fn scribbles(tile: TileId) -> Vec<Scribble> {
    let mut seed = 42_u64;
    let mut random = move || {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as f64 / f64::from(1u32 << 31)
    };
    let shapes = [
        ("landuse", GeometryType::Polygon, 70),
        ("waterway", GeometryType::Line, 20),
        ("water", GeometryType::Polygon, 30),
        ("building", GeometryType::Polygon, 60),
        ("road", GeometryType::Line, 60),
        ("admin", GeometryType::Line, 60),
        ("country_label", GeometryType::Point, 12),
        ("place_label", GeometryType::Point, 250),
        ("poi_label", GeometryType::Point, 400),
        ("road_label", GeometryType::Line, 90),
    ];
    let mut all = Vec::new();
    for (layer, kind, count) in shapes {
        for number in 0..count {
            let at = [f64::from(tile.x()) - 4.0 + 9.0 * random(), f64::from(tile.y()) - 4.0 + 9.0 * random()];
            let size = if layer == "building" { 0.15 } else { 0.9 };
            let places = match kind {
                GeometryType::Point => vec![at],
                GeometryType::Line => {
                    let (mut here, mut heading) = (at, random() * 6.3);
                    let mut line = vec![at];
                    for _ in 0..8 {
                        heading += random() - 0.5;
                        here = [here[0] + 0.25 * heading.cos(), here[1] + 0.25 * heading.sin()];
                        line.push(here);
                    }
                    line
                }
                _ => {
                    let corner = |i: u32| {
                        let angle = f64::from(i) / 7.0 * std::f64::consts::TAU;
                        let radius = size * (0.4 + 0.6 * random());
                        [at[0] + radius * angle.cos(), at[1] + radius * angle.sin()]
                    };
                    (0..7).map(corner).collect()
                }
            };
            all.push(Scribble { layer, kind, places, number });
        }
    }
    all
}
