//! Shared helpers of the renderer's tests.
#![allow(dead_code, reason = "each test binary uses only a part")]

use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{Arc, OnceLock},
};

use karto::{
    diagnostic::SourceFile,
    image::{Bitmap, premultiplied},
    render::{self, DisplayList, GeoJson, Metatile, Resources, SourceInfo, SpriteImage, TileSet, View},
    style::{self, SourceType, source::FeatureData},
    text::{FontSet, GlyphCache},
    tile::{LonLat, TileId},
};

/// The result of a test.
pub(crate) type TestResult<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// Sprites: a pattern of 8 × 8 pixels and a distance field.
pub(crate) fn resources() -> TestResult<Resources> {
    let mut resources = Resources::default();
    let mut dots = Bitmap::new(8, 8).ok_or("a bitmap")?;
    for (i, pixel) in dots.pixels_mut().iter_mut().enumerate() {
        if i % 3 == 0 {
            *pixel = premultiplied([20, 90, 160, if i % 2 == 0 { 255 } else { 90 }]);
        }
    }
    resources.sprites.insert("dots", SpriteImage::new(dots, 1.0, false));
    // A distance field: a disc with a radius of 4 in 16 × 16 pixels.
    let mut disc = Bitmap::new(16, 16).ok_or("a bitmap")?;
    for (i, pixel) in disc.pixels_mut().iter_mut().enumerate() {
        let outside = ((i % 16) as f32 - 7.5).hypot((i / 16) as f32 - 7.5) - 4.0;
        let value = (192.0 - outside * 255.0 / 8.0).clamp(0.0, 255.0) as u8;
        *pixel = premultiplied([255, 255, 255, value]);
    }
    resources.sprites.insert("disc", SpriteImage::new(disc, 1.0, true));
    Ok(resources)
}

/// The embedded fonts, loaded once.
pub(crate) fn fonts() -> Arc<FontSet> {
    static FONTS: OnceLock<Arc<FontSet>> = OnceLock::new();
    let load = || {
        let (fonts, problems) = FontSet::load([], &[PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("styles/fonts")]);
        assert!(problems.is_empty(), "{problems:?}");
        Arc::new(fonts)
    };
    FONTS.get_or_init(load).clone()
}

/// The resources of a case: fonts and a language (`metadata.lang`) only if there is text.
pub(crate) fn resources_for(text: &str) -> TestResult<Resources> {
    let mut resources = resources()?;
    if text.contains("text-field") {
        let json: serde_json::Value = serde_json::from_str(text)?;
        let lang = json.pointer("/metadata/lang").and_then(serde_json::Value::as_str);
        resources.lang = lang.map(str::to_owned);
        resources.glyphs = Arc::new(GlyphCache::of(fonts()));
    }
    Ok(resources)
}

/// Side of a case in CSS pixels.
const CASE: f64 = 64.0;

/// The display list of a case in `tests/render/cases`: 64 × 64 CSS pixels around the style's center. `metadata.scale`
/// is the pixel ratio.
pub(crate) fn case(text: &str, resources: &Resources) -> TestResult<DisplayList> {
    let (style, problems) = style::load(&SourceFile::new("case", text));
    assert!(problems.is_empty(), "{problems:?}");
    let style = style.ok_or("no style")?;
    let json: serde_json::Value = serde_json::from_str(text)?;
    let ratio = json.pointer("/metadata/scale").and_then(serde_json::Value::as_f64).unwrap_or(1.0);
    let [lon, lat] = style.center.unwrap_or_default();
    let view = View::centered(LonLat { lon, lat }, style.zoom.unwrap_or_default(), CASE, CASE, ratio);
    let infos: BTreeMap<_, _> = style.sources.iter().map(|(name, s)| (name.clone(), SourceInfo::of(s))).collect();
    let mut tiles = TileSet::new(&infos);
    for need in render::needs(&style, &view, CASE, &infos) {
        let source = style.sources.get(&need.source).ok_or("a source")?;
        match source.kind() {
            SourceType::GeoJson => {
                let features = source.features().ok_or("no features")?;
                let Some(FeatureData::Inline(data)) = &features.data else { return Err("no data".into()) };
                if let Some(tile) = GeoJson::of_source(features, data)?.tile(&style, &need.source, need.tile) {
                    tiles.insert_vector(&need.source, tile);
                }
            }
            SourceType::Raster | SourceType::RasterDem => {
                let template = source.tiles.first().ok_or("no tiles")?;
                tiles.insert_raster(&need.source, need.tile, image_tile(template, need.tile)?);
            }
            _ => {}
        }
    }
    for (name, _) in style.sources.iter().filter(|(_, s)| s.kind() == SourceType::Image) {
        tiles.insert_image(name, std::sync::Arc::new(image_tile("test:checks", TileId::WORLD)?));
    }
    Ok(render::scene(&style, &view, &tiles, resources))
}

/// A raster tile for the `tiles` of a case: `test:checks` are squares whose color depends on their position,
/// `test:hills` is an elevation that is continuous across tiles.
fn image_tile(template: &str, id: TileId) -> TestResult<Bitmap> {
    const SIDE: u32 = 32;
    let mut image = Bitmap::new(SIDE, SIDE).ok_or("a tile")?;
    for (i, pixel) in image.pixels_mut().iter_mut().enumerate() {
        let (x, y) = (i as u32 % SIDE, i as u32 / SIDE);
        let [r, g, b] = if template == "test:hills" {
            let at = |tile: u32, p: u32| (f64::from(tile) + (f64::from(p) + 0.5) / f64::from(SIDE)) * 9.0;
            let meters = 25_000.0 * at(id.x(), x).sin() * at(id.y(), y).cos() + 30_000.0;
            let code = ((meters + 10000.0) * 10.0) as u32;
            [code >> 16, code >> 8, code].map(|v| (v & 255) as u8)
        } else {
            let check = if (x / 8 + y / 8) % 2 == 0 { 230 } else { 90 };
            [check, (x * 8) as u8, (y * 8) as u8]
        };
        *pixel = [r, g, b, 255];
    }
    Ok(image)
}

/// The part of the world that a block of 4 × 4 tiles shows.
pub(crate) struct Block {
    first: TileId,
    side: u32,
}

/// The block around `tile`.
pub(crate) fn block(tile: TileId) -> Block {
    let Metatile { first, side } = Metatile::holding(tile, 4);
    Block { first, side }
}

impl Block {
    /// Converts a position within the block, (0, 0) to (1, 1), to degrees.
    pub(crate) fn at(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let across = f64::from(self.first.across());
        let unit = |first: u32, at: f64| (f64::from(first) + at * f64::from(self.side)) / across;
        let LonLat { lon, lat } = LonLat::from_unit(unit(self.first.x(), x), unit(self.first.y(), y));
        [lon, lat]
    }
}

/// The number of pixels in which two pictures differ; all pixels if the sizes differ.
pub(crate) fn differing_pixels(a: &Bitmap, b: &Bitmap) -> usize {
    if (a.width(), a.height()) != (b.width(), b.height()) {
        return a.pixels().len();
    }
    let w = a.width() as usize;
    for (i, (p, q)) in a.pixels().iter().zip(b.pixels()).enumerate() {
        if p != q && std::env::var_os("SHOW").is_some() {
            eprintln!("  {},{} {:?} {:?}", i % w, i / w, p, q);
        }
    }
    a.pixels().iter().zip(b.pixels()).filter(|(a, b)| a != b).count()
}
