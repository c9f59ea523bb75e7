//! Documents: `info.json`, `style.json` with its sprites, and the JSON views of tiles.

mod backing;
mod info;
mod style_json;
mod tile_headers;
mod tile_json;

pub(super) use info::info_of_all;

use std::{sync::Arc, time::Instant};

use serde_json::{Map, Value};

use crate::work::Runner;

use super::{
    error::TileError,
    job::TileJob,
    run::run_short,
    served_source::ServedSource,
    sources::Sources,
    stored::StoredBody,
    styles::{ServedSprite, Styles},
    vectors::VectorEngine,
};

use backing::Backing;

/// Writes documents.
pub(super) struct DocumentEngine {
    sources: Arc<Sources>,
    styles: Arc<Styles>,
    vectors: VectorEngine,
    runner: Arc<Runner>,
    /// The maximum size of a decompressed tile, in bytes.
    limit: usize,
}

impl DocumentEngine {
    pub(super) fn new(
        sources: Arc<Sources>,
        styles: Arc<Styles>,
        vectors: VectorEngine,
        runner: Arc<Runner>,
        limit: usize,
    ) -> Self {
        Self { sources, styles, vectors, runner, limit }
    }

    /// The content of the vector tile as JSON. Beyond the maximum zoom of the data, it is the whole content of the
    /// ancestor at that zoom, as in Kartotherian.
    pub(super) async fn tile_json(&self, job: &TileJob, deadline: Instant) -> Result<StoredBody, TileError> {
        let backing = Backing::fetch(&self.sources, &self.vectors, job, deadline).await?;
        let (limit, detail) = (self.limit, job.detail);
        run_short(&self.runner, deadline, move || tile_json::write(&backing, detail, limit)).await?
    }

    /// The headers that the tile would have, as JSON.
    pub(super) async fn tile_headers(&self, job: &TileJob, deadline: Instant) -> Result<StoredBody, TileError> {
        let backing = Backing::fetch(&self.sources, &self.vectors, job, deadline).await?;
        run_short(&self.runner, deadline, move || tile_headers::write(&backing)).await
    }

    /// The style of the drawn source `source`, for clients that use karto at the URL `base`. `lang` is added to the
    /// URLs of tiles that depend on it. `None` if the source is not drawn, or if tiles that it draws are not public.
    pub(super) fn style_json(
        &self,
        source: &ServedSource,
        base: &str,
        lang: Option<&str>,
    ) -> Option<Map<String, Value>> {
        let id = &source.settings.id;
        style_json::StyleDocument { sources: &self.sources, style: self.styles.get(id)?, id, base, lang }.write()
    }

    /// A sprite of the drawn source `source`; `double` selects the one for high-density screens.
    pub(super) fn sprite(&self, source: &str, id: &str, double: bool) -> Option<&ServedSprite> {
        let [single, dense] = self.styles.get(source)?.sprites.get(id)?;
        Some(if double { dense } else { single })
    }
}
