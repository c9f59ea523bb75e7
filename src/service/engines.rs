//! The engines, and the choice among them.

use std::{sync::Arc, time::Instant};

use crate::{source::mapdata::Mapdata, tile::Format};

use super::{
    documents::DocumentEngine, error::TileError, glyphs::GlyphEngine, job::TileJob, markers::MarkerEngine,
    pictures::PictureEngine, shapes::ShapeEngine, static_files::StaticFileEngine, static_maps::StaticMapEngine,
    stored::StoredBody, vectors::VectorEngine,
};

/// The engines. Cheap to clone.
#[derive(Clone)]
pub(super) struct Engines {
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
    pub(super) async fn tile(&self, job: &TileJob, deadline: Instant) -> Result<StoredBody, TileError> {
        match job.format {
            Format::Json => self.documents.tile_json(job, deadline).await,
            Format::Headers => self.documents.tile_headers(job, deadline).await,
            _ if job.source.is_drawn() => self.pictures.tile(job, deadline).await,
            _ => self.vectors.fetch(&job.source, job.tile, job.lang.clone(), deadline).await,
        }
    }
}
