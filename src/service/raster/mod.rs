//! Drawn tiles: which vector tiles a block needs, fetched together, drawn by the pool, cut, encoded, and
//! all kept.

mod block;
mod document;
mod glyphs;
mod styles;

pub use styles::{Drawn, Fonts, StyleError};

use std::{
    collections::BTreeMap,
    sync::Arc,
    time::{Duration, Instant},
};

use crate::{
    cache::{Cache, Key, Miss, Wait},
    image::sprite::SpriteFiles,
    render::Metatile,
    settings::{CacheSettings, FreshnessSettings, RenderSettings, SourceId},
    text::FontSet,
    tile::Format,
};

use super::{Content, Published, Service, TileError, Wanted, key_of};

use block::Block;
use glyphs::GlyphFiles;

/// No block is drawn larger than this many pixels per side: large scales get fewer tiles.
const LARGEST_BLOCK: u32 = 2048;

/// Styles and what they are drawn with.
pub struct Drawing {
    styles: BTreeMap<SourceId, Arc<Drawn>>,
    fonts: Arc<FontSet>,
    glyphs: GlyphFiles,
    /// Shares the drawing of a block among those who ask for its tiles; keeps nothing.
    blocks: Cache<Block, TileError>,
    side: u32,
    deadline: Duration,
}

impl Drawing {
    /// Draws `styles` with `fonts`.
    pub fn new(styles: BTreeMap<SourceId, Arc<Drawn>>, fonts: &Fonts, settings: &RenderSettings) -> Self {
        Self {
            styles,
            fonts: fonts.set.clone(),
            glyphs: GlyphFiles::default(),
            blocks: Cache::new(&CacheSettings { max_bytes: 0, max_negative_bytes: 0 }),
            side: settings.metatile,
            deadline: settings.deadline,
        }
    }
}

/// Blocks are never kept, so their freshness is none.
const UNKEPT: FreshnessSettings = FreshnessSettings {
    fresh: Duration::ZERO,
    by_zoom: Vec::new(),
    stale_while_revalidate: Duration::ZERO,
    stale_if_error: Duration::ZERO,
    negative: Duration::ZERO,
};

impl Service {
    /// The drawn tile: with it the other tiles of its block are drawn and kept.
    pub(super) async fn raster_content(
        self: &Arc<Self>,
        wanted: &Wanted,
        deadline: Instant,
    ) -> Result<Content, TileError> {
        let id = &wanted.source.settings.id;
        let style = self.drawing.styles.get(id).ok_or(TileError::Lost)?.clone();
        // Documents are written one by one: a block of them is not cut from one picture.
        let most = if wanted.format == Format::Svg { 1 } else { self.drawing.side };
        let side = most.min((LARGEST_BLOCK / wanted.scale.tile_pixels().max(1)).max(1));
        let metatile = Metatile::holding(wanted.tile, prior_power_of_two(side));
        let key = Key { tile: metatile.first, ..key_of(wanted) };
        let (service, job) = (self.clone(), wanted.clone());
        let make = || async move { service.draw_block(job, style, metatile, deadline).await };
        match self.drawing.blocks.get(&key, &UNKEPT, Wait::until(deadline), make).await {
            Ok(found) => found.value.tile(wanted.tile).ok_or(TileError::Lost),
            Err(Miss::Failed(error)) => Err(error),
            Err(Miss::Timeout) => Err(TileError::Timeout),
            Err(Miss::Lost) => Err(TileError::Lost),
        }
    }

    /// The files of a sprite of the drawn source `source`: single or double density.
    pub fn sprite(&self, source: &Published, id: &str, double: bool) -> Option<&SpriteFiles> {
        let [single, dense] = self.drawing.styles.get(&source.settings.id)?.sprites.get(id)?;
        Some(if double { dense } else { single })
    }
}

fn prior_power_of_two(n: u32) -> u32 {
    1 << n.max(1).ilog2()
}
