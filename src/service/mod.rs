//! The assembly: settings become sources, caches and pools; requests become answers.
//!
//! Nothing here knows HTTP or YAML, and no port is bound here.

mod build;
pub mod coding;
mod content;
mod current;
mod error;
mod info;
mod json;
mod published;
pub mod raster;
mod request;
mod vector;

pub use build::BuildError;
pub use content::{Content, Substance, WORTH_PACKING};
pub use current::Current;
pub use error::{TileError, Trouble};
pub use published::Published;
pub use request::{TileRequest, Wanted};

use std::{
    collections::BTreeMap,
    sync::Arc,
    time::{Duration, Instant},
};

use bytes::Bytes;
use serde_json::{Map, Value};
use tokio::sync::Semaphore;

use crate::{
    cache::{Cache, CacheKey, CacheState, Found, Keep, KeyFilter, Made, Miss, TileKey, Wait},
    mvt::JsonDetail,
    settings::{AnswerSettings, MissingTile, Settings, SourceId},
    source::{Encoding, SharedSource},
    telemetry::{Event, event},
    tile::{Format, Scale},
    work::{Class, PoolState, Runner, WorkError},
};

use coding::Accepts;

/// Everything that answers for tiles.
pub struct Service {
    settings: Arc<Settings>,
    sources: BTreeMap<SourceId, Arc<Published>>,
    cache: Cache<Content, TileError>,
    /// Computations allowed at once; answers from the cache need none.
    room: Arc<Semaphore>,
    runner: Arc<Runner>,
    drawing: raster::Drawing,
}

/// A tile that was found or made.
#[derive(Debug, Clone)]
pub struct Answer {
    /// Body as kept, and headers.
    pub content: Content,
    /// The coding chosen for this client.
    pub coding: Encoding,
    /// How the cache took part.
    pub state: CacheState,
    /// How long ago it was made.
    pub age: Duration,
}

impl Service {
    /// Puts the service together from `settings`, the graph's sources and the styles.
    fn assemble(
        settings: Arc<Settings>,
        sources: BTreeMap<SourceId, SharedSource>,
        mut infos: BTreeMap<SourceId, Map<String, Value>>,
        drawing: raster::Drawing,
        runner: Arc<Runner>,
    ) -> Self {
        let depends = |id: &SourceId| sources.get(id).is_some_and(|source| source.depends_on_lang());
        let published = settings.sources.iter().map(|source| {
            let mut made = Published {
                settings: source.clone(),
                source: sources.get(&source.id).cloned(),
                depends_on_lang: depends(&source.id),
                info: infos.remove(&source.id).unwrap_or_default(),
            };
            let by_backend = made.backends().any(|id| depends(&id.into()));
            made.depends_on_lang |= by_backend;
            (source.id.clone(), Arc::new(made))
        });
        Self {
            sources: published.collect(),
            cache: Cache::new(&settings.karto.cache),
            room: Arc::new(Semaphore::new(settings.karto.limits.requests)),
            runner,
            drawing,
            settings,
        }
    }

    /// The configuration it was built from.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// All sources by name.
    pub fn sources(&self) -> impl Iterator<Item = &Arc<Published>> {
        // In the order of the configuration, which is the order its author likes.
        self.settings.sources.iter().filter_map(|source| self.sources.get(&source.id))
    }

    /// The sources outsiders may ask.
    pub fn public_sources(&self) -> impl Iterator<Item = &Arc<Published>> {
        self.sources().filter(|source| source.settings.public)
    }

    /// The public source called `name`.
    pub fn public_source(&self, name: &str) -> Result<&Arc<Published>, TileError> {
        let source = self.sources.get(name).ok_or(TileError::UnknownSource)?;
        if source.settings.public { Ok(source) } else { Err(TileError::NotPublic) }
    }

    /// The info.json of a source, without `tiles` unless the configuration gives them.
    pub fn info(&self, name: &str) -> Result<&Arc<Published>, TileError> {
        let source = self.public_source(name)?;
        if source.settings.public_info { Ok(source) } else { Err(TileError::InfoNotPublic) }
    }

    /// The tile, from the cache or made now, in a coding the client takes.
    pub async fn tile(self: &Arc<Self>, wanted: &Wanted, accepts: Accepts) -> Result<Answer, TileError> {
        let limits = &self.settings.karto.limits;
        let (now, tile) = (Instant::now(), key_of(wanted));
        let key = tile.clone().into();
        let deadline = now + limits.request_timeout;
        let policy = &wanted.source.settings.freshness;
        let (service, job) = (self.clone(), wanted.clone());
        let wait = Wait { until: now + limits.patience.min(limits.request_timeout), goes_on: true };
        let outcome = self.cache.get(&key, policy, wait, || service.make(job, deadline)).await;
        let found = match outcome {
            Ok(found) => found,
            Err(miss) => return self.without_tile(wanted, &tile, miss),
        };
        let zoom = wanted.tile.z();
        let (source, format) = (&*tile.source, wanted.format.name());
        event::TileServed { source, zoom, format, scale: tile.scale, cache: found.state.name() }.emit();
        self.coded(&key, wanted, found, accepts, deadline).await
    }

    /// Forgets cached answers; returns how many.
    pub async fn purge(&self, filter: &KeyFilter) -> usize {
        let gone = self.cache.purge(filter).await;
        event::Purged { what: &format!("{filter:?}"), gone }.emit();
        gone
    }

    /// Entries and bytes in the cache.
    pub fn cache_size(&self) -> (u64, u64) {
        self.cache.size()
    }

    /// What an answer without a tile is.
    fn without_tile(&self, wanted: &Wanted, key: &TileKey, miss: Miss<TileError>) -> Result<Answer, TileError> {
        let error = match miss {
            Miss::Failed(error) => error,
            Miss::Timeout => TileError::NotReady,
            Miss::Lost => TileError::Lost,
        };
        let source = key.source.as_ref();
        match error.trouble() {
            Trouble::Missing => {}
            Trouble::Busy => event::Shed { reason: error.limit() }.emit(),
            trouble => {
                let (tile, detail) = (key.to_string(), error.detail());
                event::TileFailed { source, tile: &tile, reason: trouble.name(), detail: &detail }.emit();
            }
        }
        match error {
            TileError::NoTile { out_of_range: false }
                if wanted.format == Format::Pbf && self.answers().missing_tile != MissingTile::Error =>
            {
                let mut content = Content::new(Bytes::new(), Encoding::Identity, "");
                content.substance = Substance::Empty;
                Ok(Answer { content, coding: Encoding::Identity, state: CacheState::Made, age: Duration::ZERO })
            }
            error => Err(error),
        }
    }

    /// What to answer where Kartotherian's answer is questionable.
    pub fn answers(&self) -> &AnswerSettings {
        &self.settings.karto.answers
    }

    /// Makes the answer of a checked request. Runs in the cache's task.
    async fn make(self: Arc<Self>, wanted: Wanted, deadline: Instant) -> Result<Made<Content>, TileError> {
        let seat = self.room.clone().try_acquire_owned().map_err(|_| TileError::Busy { limit: "requests" })?;
        let content = match wanted.format {
            Format::Json => self.json_content(&wanted, deadline).await?,
            Format::Headers => self.headers_content(&wanted, deadline).await?,
            _ if wanted.source.is_drawn() => self.raster_content(&wanted, deadline).await?,
            _ => self.fetch(&wanted.source, wanted.tile, wanted.lang.clone(), deadline).await?,
        };
        drop(seat);
        Ok(kept(content))
    }

    /// The answer in a coding the client takes, made and kept when it is not there yet.
    async fn coded(
        &self,
        key: &CacheKey,
        wanted: &Wanted,
        found: Found<Content>,
        accepts: Accepts,
        deadline: Instant,
    ) -> Result<Answer, TileError> {
        let Found { value: content, state, age } = found;
        // Clients of vector tiles that name no coding have always been sent gzip.
        let as_kept = wanted.format == Format::Pbf && accepts == Accepts::SILENT;
        let coding = if content.recodable && !content.body.is_empty() && !as_kept {
            accepts.choose(content.encoding)
        } else {
            content.encoding
        };
        if coding == content.encoding {
            return Ok(Answer { content, coding, state, age });
        }
        let tag = content.etag(coding);
        let variant = CacheKey { coding: 1 + coding as u8, ..key.clone() };
        let policy = &wanted.source.settings.freshness;
        if let Some(kept) = self.cache.peek(&variant, policy).await
            && *kept.tag == *tag.trim_matches('"')
        {
            return Ok(Answer { content: kept, coding, state, age });
        }
        let recoded = self.recode(&content, coding, deadline).await?;
        if coding != Encoding::Identity {
            // Unpacking is cheap and rarely asked for; brotli and zstd are worth their memory.
            self.cache.put(variant, policy, kept(recoded.clone())).await;
        }
        Ok(Answer { content: recoded, coding, state, age })
    }

    async fn recode(&self, content: &Content, coding: Encoding, deadline: Instant) -> Result<Content, TileError> {
        let (kept, limit) = (content.clone(), self.settings.karto.limits.tile_bytes);
        let job = move || kept.recoded(coding, limit);
        self.short(deadline, job).await?
    }

    /// Runs a short job off the threads that serve sockets.
    async fn short<T: Send + 'static>(
        &self,
        deadline: Instant,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, TileError> {
        self.runner.run(Class::Short, deadline, |_| job()).await.map_err(|error| match error {
            WorkError::QueueFull => TileError::Busy { limit: "work" },
            WorkError::Deadline => TileError::Timeout,
            WorkError::Panicked | WorkError::Stopped => TileError::Lost,
        })
    }

    /// The figures of one class of CPU work, for the metrics.
    pub fn work(&self, class: Class) -> PoolState {
        self.runner.state(class)
    }
}

fn key_of(wanted: &Wanted) -> TileKey {
    let view = match wanted.detail {
        JsonDetail::Full => 0,
        JsonDetail::NoGeometry => 1,
        JsonDetail::Summary => 2,
    };
    TileKey {
        source: wanted.source.settings.id.clone(),
        tile: wanted.tile,
        scale: if wanted.format.is_raster() { wanted.scale } else { Scale::ONE },
        format: wanted.format,
        lang: wanted.lang.clone(),
        view,
    }
}

/// What the backend allowed, as the cache wants to know it.
fn kept(content: Content) -> Made<Content> {
    let keep = match content.freshness {
        freshness if freshness.no_store => Keep::Never,
        freshness => freshness.max_age.map_or(Keep::AsConfigured, Keep::AtMost),
    };
    Made { value: content, keep }
}
