//! What the tests of the renderer share.
#![allow(dead_code, reason = "each test binary uses its part")]

use std::{
    path::PathBuf,
    sync::{Arc, OnceLock},
};

use karto::{
    render::{Metatile, Resources, SpriteImage},
    text::FontSet,
    tile::{LonLat, TileId},
};
use tiny_skia::Pixmap;

/// The outcome of a test.
pub type TestResult<T = ()> = Result<T, Box<dyn std::error::Error>>;

/// A file of the shared test data, where that is at hand.
pub fn shared(path: &str) -> Option<PathBuf> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    ["../shared", "../../shared"].map(|shared| root.join(shared).join(path)).into_iter().find(|p| p.exists())
}

/// A pattern of 8 × 8 pixels.
pub fn resources() -> TestResult<Resources> {
    let mut resources = Resources::default();
    let mut dots = Pixmap::new(8, 8).ok_or("a pixmap")?;
    for (i, pixel) in dots.pixels_mut().iter_mut().enumerate() {
        if i % 3 == 0 {
            *pixel = tiny_skia::ColorU8::from_rgba(20, 90, 160, if i % 2 == 0 { 255 } else { 90 }).premultiply();
        }
    }
    resources.sprites.insert("dots", SpriteImage::new(dots, 1.0, false));
    // A distance field: a disc of radius 4 in 16 × 16 pixels.
    let mut disc = Pixmap::new(16, 16).ok_or("a pixmap")?;
    for (i, pixel) in disc.pixels_mut().iter_mut().enumerate() {
        let outside = ((i % 16) as f32 - 7.5).hypot((i / 16) as f32 - 7.5) - 4.0;
        let value = (192.0 - outside * 255.0 / 8.0).clamp(0.0, 255.0) as u8;
        *pixel = tiny_skia::ColorU8::from_rgba(255, 255, 255, value).premultiply();
    }
    resources.sprites.insert("disc", SpriteImage::new(disc, 1.0, true));
    Ok(resources)
}

/// The fonts inside karto, read once.
pub fn fonts() -> Arc<FontSet> {
    static FONTS: OnceLock<Arc<FontSet>> = OnceLock::new();
    let load = || {
        let (fonts, problems) = FontSet::load([], &[PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("styles/fonts")]);
        assert!(problems.is_empty(), "{problems:?}");
        Arc::new(fonts)
    };
    FONTS.get_or_init(load).clone()
}

/// The part of the world that a block of 4 × 4 tiles shows.
pub struct Block {
    first: TileId,
    side: u32,
}

/// The block around `tile`.
pub fn block(tile: TileId) -> Block {
    let Metatile { first, side } = Metatile::holding(tile, 4);
    Block { first, side }
}

impl Block {
    /// Degrees of a position within the block, (0, 0) to (1, 1).
    pub fn at(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let across = f64::from(self.first.across());
        let unit = |first: u32, at: f64| (f64::from(first) + at * f64::from(self.side)) / across;
        let LonLat { lon, lat } = LonLat::from_unit(unit(self.first.x(), x), unit(self.first.y(), y));
        [lon, lat]
    }
}

/// How many pixels of two pictures differ; all of them where the sizes do.
pub fn differing_pixels(a: &Pixmap, b: &Pixmap) -> usize {
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
