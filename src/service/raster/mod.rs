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
    cache::{Miss, SingleFlight, TileKey, Wait},
    image::sprite::SpriteFiles,
    render::Metatile,
    settings::{RenderSettings, SourceId},
    text::FontSet,
    tile::Format,
};

use super::{Content, Published, Service, TileError, Wanted, key_of};

use block::Block;

/// No block is drawn larger than this many pixels per side: large scales get fewer tiles.
const LARGEST_BLOCK: u32 = 2048;

/// Styles and what they are drawn with.
pub struct Drawing {
    styles: BTreeMap<SourceId, Arc<Drawn>>,
    fonts: Arc<FontSet>,
    /// Shares the drawing of a block among the requests for its tiles.
    blocks: SingleFlight<TileKey, Block, TileError>,
    side: u32,
    deadline: Duration,
}

impl Drawing {
    /// Draws `styles` with `fonts`.
    pub fn new(styles: BTreeMap<SourceId, Arc<Drawn>>, fonts: &Fonts, settings: &RenderSettings) -> Self {
        Self {
            styles,
            fonts: fonts.set.clone(),
            blocks: SingleFlight::default(),
            side: settings.metatile,
            deadline: settings.deadline,
        }
    }
}

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
        let key = TileKey { tile: metatile.first, ..key_of(wanted) };
        let (service, job) = (self.clone(), wanted.clone());
        let make = || async move { service.draw_block(job, style, metatile, deadline).await };
        match self.drawing.blocks.run(&key, Wait::until(deadline), make).await {
            Ok(block) => block.tile(wanted.tile).ok_or(TileError::Lost),
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
