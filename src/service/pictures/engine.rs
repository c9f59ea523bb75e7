//! The engine for drawn tiles. A metatile is drawn once for all concurrent requests for its tiles (single flight).

use std::{sync::Arc, time::Instant};

use crate::{
    cache::{SingleFlight, TileKey, Wait},
    render::Metatile,
    settings::RenderSettings,
    tile::{Format, Scale},
};

use crate::service::{
    drawing::Drawing,
    error::TileError,
    job::TileJob,
    sources::Sources,
    stored::{BodyCache, StoredBody},
    styles::Styles,
    vectors::VectorEngine,
};

use super::{draw::MetatileDrawer, metatile_tiles::MetatileTiles};

/// The maximum side of a metatile in pixels: at large scales, metatiles have fewer tiles.
const MAX_METATILE_PIXELS: u32 = 2048;

/// Draws tiles.
pub(crate) struct PictureEngine {
    styles: Arc<Styles>,
    cache: BodyCache,
    flights: SingleFlight<TileKey, MetatileTiles, TileError>,
    drawer: MetatileDrawer,
    /// Tiles per side of a metatile.
    side: u32,
}

impl PictureEngine {
    pub(crate) fn new(
        sources: Arc<Sources>,
        styles: Arc<Styles>,
        vectors: VectorEngine,
        cache: BodyCache,
        drawing: Drawing,
        settings: &RenderSettings,
    ) -> Self {
        let drawer =
            MetatileDrawer { sources, vectors, drawing, time: settings.deadline, rasterizer: settings.rasterizer };
        Self { styles, cache, flights: SingleFlight::default(), drawer, side: settings.metatile }
    }

    /// The drawn tile of `job`. The other tiles of its metatile are drawn too and stored in the cache.
    pub(crate) async fn tile(&self, job: &TileJob, deadline: Instant) -> Result<StoredBody, TileError> {
        let style = self.styles.get(&job.source.settings.id).ok_or(TileError::Lost)?;
        let metatile = Metatile::holding(job.tile, self.side_of(job.format, job.scale));
        let key = TileKey { tile: metatile.first, ..job.key() };
        let make = || {
            let (drawer, cache) = (self.drawer.clone(), self.cache.clone());
            let (job, style) = (job.clone(), style.clone());
            async move {
                let tiles = drawer.draw(&job, style, metatile, deadline).await?;
                keep_others(&cache, &job, &tiles).await;
                Ok(tiles)
            }
        };
        let tiles = self.flights.run(&key, Wait::until(deadline), make).await?;
        tiles.tile(job.tile).ok_or(TileError::Lost)
    }

    /// The number of tiles per side of a metatile, a power of two.
    fn side_of(&self, format: Format, scale: Scale) -> u32 {
        // SVG documents are written one at a time, not cut from one image.
        let most = if format == Format::Svg { 1 } else { self.side };
        let side = most.min(MAX_METATILE_PIXELS / scale.tile_pixels().max(1)).max(1);
        1 << side.ilog2()
    }
}

/// Stores the tiles of `tiles` in the cache, except for that of `job`, which its own request stores.
async fn keep_others(cache: &BodyCache, job: &TileJob, tiles: &MetatileTiles) {
    let policy = &job.source.settings.freshness;
    for (tile, body) in tiles.tiles().filter(|(tile, _)| *tile != job.tile) {
        let key = TileKey { tile: *tile, ..job.key() };
        cache.put(key.into(), policy, body.clone().into()).await;
    }
}
