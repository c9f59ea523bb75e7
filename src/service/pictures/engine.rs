//! The engine for drawn tiles. A metatile is drawn once for all concurrent requests for its tiles (single flight).

use std::{sync::Arc, time::Duration};

use crate::{
    cache::{SingleFlight, TileKey, Wait},
    render::Metatile,
    settings::RenderSettings,
    tile::Format,
};

use crate::service::{
    caller::Caller,
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

/// If a metatile is expected to cost more, its tiles are drawn one by one: those that nobody has asked for would cost
/// more than they save.
const MAX_METATILE_COST: Duration = Duration::from_millis(800);

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
    pub(crate) async fn tile(&self, job: &TileJob, caller: Caller) -> Result<StoredBody, TileError> {
        let style = self.styles.get(&job.source.settings.id).ok_or(TileError::Lost)?;
        let metatile = Metatile::holding(job.tile, self.side_of(job));
        let key = TileKey { tile: metatile.first, ..job.key() };
        let make = || {
            let (drawer, cache) = (self.drawer.clone(), self.cache.clone());
            let (job, style) = (job.clone(), style.clone());
            async move {
                let tiles = drawer.draw(&job, style, metatile, caller).await?;
                keep_others(&cache, &job, &tiles).await;
                Ok(tiles)
            }
        };
        let tiles = self.flights.run(&key, Wait::until(caller.deadline), make).await?;
        tiles.tile(job.tile).ok_or(TileError::Lost)
    }

    /// The number of tiles per side of the metatile of `job`, a power of two.
    fn side_of(&self, job: &TileJob) -> u32 {
        // SVG documents are written one at a time, not cut from one image.
        let most = if job.format == Format::Svg { 1 } else { self.side };
        let pixels = job.scale.tile_pixels().max(1);
        let side = 1 << most.min(MAX_METATILE_PIXELS / pixels).max(1).ilog2();
        let cost = self.drawer.drawing.turns.cost(&job.cost_key(), f64::from(side * side * pixels * pixels));
        if cost > MAX_METATILE_COST { 1 } else { side }
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
