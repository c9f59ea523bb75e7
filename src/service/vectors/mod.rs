//! Vector tiles: fetched from a source, compressed once, and shared by all responses made from them.

mod pack;

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use tracing::Instrument;

use crate::{
    cache::{TileKey, Wait},
    settings::LimitSettings,
    source::TileQuery,
    tile::{Format, Lang, Scale, TileId},
    work::Runner,
};

use super::{
    error::TileError,
    run::run_short,
    served_source::ServedSource,
    stored::{BodyCache, StoredBody},
};

/// Fetches and compresses vector tiles. Cheap to clone.
#[derive(Clone)]
pub(super) struct VectorEngine {
    cache: BodyCache,
    runner: Arc<Runner>,
    /// The maximum size of a decompressed tile, in bytes.
    limit: usize,
    /// How long a picture waits for neighbors after its own tile has arrived.
    pub(super) grace: Duration,
}

/// The part of a request's patience for which its picture waits for neighbors: about a second.
const PATIENCE_FOR_NEIGHBORS: u32 = 4;

impl VectorEngine {
    pub(super) fn new(cache: BodyCache, runner: Arc<Runner>, limits: &LimitSettings) -> Self {
        Self { cache, runner, limit: limits.tile_bytes, grace: limits.patience / PATIENCE_FOR_NEIGHBORS }
    }

    /// The tile of any source, public or not, through the cache: a vector tile that is drawn in three scales and two
    /// formats is fetched once.
    pub(super) async fn shared(
        &self,
        source: &Arc<ServedSource>,
        tile: TileId,
        lang: Option<&Lang>,
        deadline: Instant,
    ) -> Result<StoredBody, TileError> {
        let lang = lang.and_then(|lang| source.language(lang));
        let key = TileKey {
            source: source.settings.id.clone(),
            tile,
            scale: Scale::ONE,
            format: Format::Pbf,
            lang: lang.clone(),
            view: 0,
        };
        let (engine, from) = (self.clone(), source.clone());
        let make = || async move { engine.fetch(&from, tile, lang, deadline).await.map(Into::into) };
        let found = self.cache.get(&key.into(), &source.settings.freshness, Wait::until(deadline), make).await?;
        let (data, age) = (found.data, found.age());
        let mut body = StoredBody { data, ..found.value };
        // The backend said how long when it was asked.
        body.freshness.max_age = body.freshness.max_age.map(|max_age| max_age.saturating_sub(age));
        Ok(body)
    }

    /// Fetches a tile of a source that is not drawn, in the form in which it is sent.
    pub(super) async fn fetch(
        &self,
        source: &ServedSource,
        tile: TileId,
        lang: Option<Lang>,
        deadline: Instant,
    ) -> Result<StoredBody, TileError> {
        let Some(from) = &source.source else { return Err(TileError::Lost) };
        let span = tracing::error_span!("fetch", source = &*source.settings.id, tile = %tile);
        let fetched = from.tile(&TileQuery { tile, lang, deadline }).instrument(span).await?;
        if pack::is_quick(&fetched) {
            return pack::packed(fetched, self.limit);
        }
        let limit = self.limit;
        run_short(&self.runner, deadline, move || pack::packed(fetched, limit)).await?
    }
}
