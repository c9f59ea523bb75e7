//! The engine: one drawing per metatile, shared by all requests for its tiles.

use std::{sync::Arc, time::Instant};

use crate::{
    cache::{SingleFlight, TileKey, Wait},
    render::Metatile,
    settings::RenderSettings,
    tile::{Format, Scale},
    work::Runner,
};

use crate::service::{
    error::TileError,
    job::TileJob,
    sources::Sources,
    stored::{BodyCache, StoredBody},
    styles::Styles,
    vectors::VectorEngine,
};

use super::{block::Block, draw::BlockDrawer};

/// No metatile is drawn larger than this many pixels per side: large scales get fewer tiles.
const MAX_BLOCK_PIXELS: u32 = 2048;

/// Draws tiles.
pub(crate) struct PictureEngine {
    styles: Arc<Styles>,
    cache: BodyCache,
    flights: SingleFlight<TileKey, Block, TileError>,
    drawer: BlockDrawer,
    /// Tiles per side of a metatile.
    side: u32,
}

impl PictureEngine {
    pub(crate) fn new(
        sources: Arc<Sources>,
        styles: Arc<Styles>,
        vectors: VectorEngine,
        cache: BodyCache,
        runner: Arc<Runner>,
        settings: &RenderSettings,
    ) -> Self {
        let drawer = BlockDrawer { sources, vectors, runner, time: settings.deadline, rasterizer: settings.rasterizer };
        Self { styles, cache, flights: SingleFlight::default(), drawer, side: settings.metatile }
    }

    /// The drawn tile of `job`. The other tiles of its metatile are drawn with it and kept.
    pub(crate) async fn tile(&self, job: &TileJob, deadline: Instant) -> Result<StoredBody, TileError> {
        let style = self.styles.get(&job.source.settings.id).ok_or(TileError::Lost)?;
        let metatile = Metatile::holding(job.tile, self.side_of(job.format, job.scale));
        let key = TileKey { tile: metatile.first, ..job.key() };
        let make = || {
            let (drawer, cache) = (self.drawer.clone(), self.cache.clone());
            let (job, style) = (job.clone(), style.clone());
            async move {
                let block = drawer.draw(&job, style, metatile, deadline).await?;
                keep_others(&cache, &job, &block).await;
                Ok(block)
            }
        };
        let block = self.flights.run(&key, Wait::until(deadline), make).await?;
        block.tile(job.tile).ok_or(TileError::Lost)
    }

    /// Tiles per side of a metatile, a power of two.
    fn side_of(&self, format: Format, scale: Scale) -> u32 {
        // Documents are written one by one: a block of them is not cut from one picture.
        let most = if format == Format::Svg { 1 } else { self.side };
        let side = most.min(MAX_BLOCK_PIXELS / scale.tile_pixels().max(1)).max(1);
        1 << side.ilog2()
    }
}

/// Keeps the tiles of `block` except that of `job`, which its own request keeps.
async fn keep_others(cache: &BodyCache, job: &TileJob, block: &Block) {
    let policy = &job.source.settings.freshness;
    for (tile, body) in block.tiles().filter(|(tile, _)| *tile != job.tile) {
        let key = TileKey { tile: *tile, ..job.key() };
        cache.put(key.into(), policy, body.clone().into()).await;
    }
}
