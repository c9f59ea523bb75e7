//! The engines, and the choice among them.

use std::{sync::Arc, time::Instant};

use crate::{render::PreparedTiles, source::mapdata::Mapdata, tile::Format};

use super::{
    admission::FetchingTurns, caller::Caller, documents::DocumentEngine, drawing::Drawing, error::TileError,
    glyphs::GlyphEngine, job::TileJob, markers::MarkerEngine, pictures::PictureEngine, shapes::ShapeEngine,
    static_files::StaticFileEngine, static_maps::StaticMapEngine, stored::StoredBody, vectors::VectorEngine,
};

/// The engines. Cheap to clone.
#[derive(Clone)]
pub(super) struct Engines {
    pub(super) drawing: Drawing,
    /// The vector tiles that pictures are drawn from.
    pub(super) prepared: PreparedTiles,
    pub(super) fetching: FetchingTurns,
    pub(super) vectors: VectorEngine,
    pub(super) pictures: Arc<PictureEngine>,
    pub(super) documents: Arc<DocumentEngine>,
    pub(super) glyphs: GlyphEngine,
    pub(super) static_maps: StaticMapEngine,
    pub(super) mapdata: Arc<Mapdata>,
    /// `None` if the configuration has no shapes.
    pub(super) shapes: Option<ShapeEngine>,
    pub(super) markers: MarkerEngine,
    pub(super) static_files: StaticFileEngine,
}

impl Engines {
    /// Makes the tile of `job`, by the engine for its format.
    pub(super) async fn tile(&self, job: &TileJob, caller: Caller) -> Result<StoredBody, TileError> {
        let deadline = caller.deadline;
        if Self::draws(job) {
            return self.pictures.tile(job, caller).await;
        }
        let turn = self.fetching.begin(job.cost_key(), caller).await?;
        let begun = Instant::now();
        let made = match job.format {
            Format::Json => self.documents.tile_json(job, deadline).await,
            Format::Headers => self.documents.tile_headers(job, deadline).await,
            _ => self.vectors.fetch(&job.source, job.tile, job.lang.clone(), deadline).await,
        };
        turn.end(begun.elapsed());
        made
    }

    /// Whether others wait for the resource that makes `job`.
    pub(super) fn is_waited_for(&self, job: &TileJob) -> bool {
        if Self::draws(job) {
            self.drawing.turns.load().0 > 0
        } else {
            self.fetching.is_waited_for(&job.source.settings.id)
        }
    }

    /// Whether `job` is a picture.
    fn draws(job: &TileJob) -> bool {
        job.source.is_drawn() && !matches!(job.format, Format::Json | Format::Headers)
    }
}
