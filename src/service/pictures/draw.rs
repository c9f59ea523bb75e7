//! Draws metatiles: fetches vector tiles, draws, and encodes images.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use tracing::Instrument;

use crate::{
    cache::{Resource, TileKey},
    render::{self, MARGIN, Metatile},
    settings::Rasterizer,
    telemetry::{Event, event},
    tile::TileId,
    work::Ticket,
};

use crate::service::{
    admission::Turn, caller::Caller, drawing::Drawing, error::TileError, job::TileJob, sources::Sources,
    stored::StoredBody, styles::LoadedStyle, vectors::VectorEngine,
};

use super::{
    describe::described,
    encode::MetatileImage,
    fetch::{Fetcher, overlap},
    metatile_tiles::MetatileTiles,
};

/// Draws metatiles. Cheap to clone.
#[derive(Clone)]
pub(super) struct MetatileDrawer {
    pub(super) sources: Arc<Sources>,
    pub(super) vectors: VectorEngine,
    pub(super) drawing: Drawing,
    /// The maximum time for drawing, including the wait for a thread.
    pub(super) time: Duration,
    pub(super) rasterizer: Rasterizer,
}

impl MetatileDrawer {
    /// Fetches the vector tiles of `metatile`, draws it and encodes its tiles. Tiles whose own vector tiles could not
    /// be fetched are left out; if the tile of `job` is one of them, this is an error.
    pub(super) async fn draw(
        &self,
        job: &TileJob,
        style: Arc<LoadedStyle>,
        metatile: Metatile,
        caller: Caller,
    ) -> Result<MetatileTiles, TileError> {
        let deadline = caller.deadline;
        let side = f64::from(metatile.side * job.scale.tile_pixels());
        let mut turn = self.drawing.turns.begin(job.cost_key(), side * side, caller).await?;
        let needs = render::needs(&style.style, &metatile.view(job.scale), MARGIN, &style.infos);
        let (sources, vectors, lang) = (&*self.sources, &self.vectors, job.lang.as_ref());
        let wanted = |tile| overlap(tile, job.tile);
        let fetched = Fetcher { sources, vectors, style: &style, lang, deadline }.fetch(needs, wanted).await;
        if let Some(error) = fetched.failure_of(job.tile) {
            return Err(error.clone());
        }
        let tiles = fetched.to_draw();
        let image =
            MetatileImage { style, metatile, scale: job.scale, format: job.format, tiles, rasterizer: self.rasterizer };
        turn.fetched();
        let images = self.encoded(job, image, deadline, turn).await?;
        let source = &job.source.settings.id;
        let complete = images.into_iter().filter(|(tile, _)| fetched.failure_of(*tile).is_none());
        Ok(MetatileTiles::new(complete.map(|(tile, body)| (tile, described(tile, body, &fetched, source))).collect()))
    }

    /// Draws and encodes `image` on a drawing thread.
    async fn encoded(
        &self,
        job: &TileJob,
        image: MetatileImage,
        deadline: Instant,
        turn: Turn,
    ) -> Result<Vec<(TileId, StoredBody)>, TileError> {
        let (queued, source) = (Instant::now(), job.source.settings.id.clone());
        let until = deadline.min(queued + self.time);
        let picture = Resource::Tile(TileKey { tile: image.metatile.first, ..job.key() });
        let work = move |ticket: &Ticket| {
            let (waited, begun) = (queued.elapsed(), Instant::now());
            let images = image.encode(ticket);
            turn.end(begun.elapsed());
            event::MetatileDrawn { source: &source, waited, took: begun.elapsed() }.emit();
            images
        };
        let span = tracing::error_span!("draw", source = &*job.source.settings.id, tile = %job.tile);
        self.drawing.draw(&job.source.settings.id, picture, until, work).instrument(span).await?
    }
}
