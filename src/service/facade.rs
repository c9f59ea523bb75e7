//! The façade of the service: it handles requests and delegates the work to the engines.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use bytes::Bytes;
use serde_json::Value;
use tokio::sync::Semaphore;

use crate::{
    cache::{CacheKey, CacheState, KeyFilter, Miss, Wait},
    overlay::{Overlay, OverlayLimits, from_geojson},
    settings::{AnswerSettings, MissingTile, Settings},
    source::{Encoding, geoshape::ClientInfo, mapdata::MapdataRequest},
    telemetry::{Event, event},
    tile::Format,
    work::{Class, PoolState, Runner},
};

use super::{
    admission::ClientKey,
    body_memory::BodyMemory,
    caller::Caller,
    coding::Accepts,
    engines::Engines,
    error::TileError,
    error_kind::ErrorKind,
    job::TileJob,
    markers::MarkerJob,
    recode::Recoder,
    response::TileResponse,
    run::run_short,
    served_source::ServedSource,
    shapes::ShapeEngine,
    shared_buffers::SharedBuffers,
    sources::Sources,
    static_files::{StaticFile, StaticPath},
    static_maps::{StaticMapError, StaticMapJob, StaticMapRequest},
    stored::{BackendObject, BodyCache, StoredBody, UNCHANGING},
};

/// Answers requests for tiles, documents and glyphs.
pub struct Service {
    settings: Arc<Settings>,
    sources: Arc<Sources>,
    cache: BodyCache,
    /// Permits for concurrent computations; responses from the cache need none.
    permits: Arc<Semaphore>,
    engines: Engines,
    recoder: Recoder,
    buffers: SharedBuffers,
    memory: Arc<BodyMemory>,
    runner: Arc<Runner>,
}

impl Service {
    pub(super) fn new(
        settings: Arc<Settings>,
        sources: Arc<Sources>,
        cache: BodyCache,
        engines: Engines,
        memory: Arc<BodyMemory>,
        runner: Arc<Runner>,
    ) -> Self {
        let limits = &settings.karto.limits;
        let buffers = SharedBuffers::default();
        Self {
            permits: Arc::new(Semaphore::new(limits.requests)),
            recoder: Recoder::new(cache.clone(), runner.clone(), buffers.clone(), memory.clone(), limits.tile_bytes),
            buffers,
            memory,
            settings,
            sources,
            cache,
            engines,
            runner,
        }
    }

    /// The settings that the service was built from.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// The settings for cases in which Kartotherian's responses are questionable.
    pub(crate) fn answers(&self) -> &AnswerSettings {
        &self.settings.karto.answers
    }

    /// The memory for bodies that are sent and received.
    pub(crate) fn body_memory(&self) -> &BodyMemory {
        &self.memory
    }

    /// All sources.
    pub(crate) fn sources(&self) -> &Sources {
        &self.sources
    }

    /// The public sources, in the order of the configuration.
    pub(crate) fn public_sources(&self) -> impl Iterator<Item = &Arc<ServedSource>> {
        self.sources.iter().filter(|source| source.settings.public)
    }

    /// The public source with this id.
    pub(crate) fn public_source(&self, id: &str) -> Result<&Arc<ServedSource>, TileError> {
        self.sources.public(id)
    }

    /// The public source with this id, if its `info.json` is public too.
    pub(crate) fn source_with_info(&self, id: &str) -> Result<&Arc<ServedSource>, TileError> {
        let source = self.public_source(id)?;
        if source.settings.public_info { Ok(source) } else { Err(TileError::InfoNotPublic) }
    }

    /// The tile of `job`, from the cache or made now, in a coding that the client accepts.
    pub(crate) async fn tile(
        &self,
        job: &TileJob,
        accepts: Accepts,
        client: ClientKey,
    ) -> Result<TileResponse, TileError> {
        let limits = &self.settings.karto.limits;
        let (now, key) = (Instant::now(), CacheKey::from(job.key()));
        let deadline = now + limits.request_timeout;
        let policy = &job.source.settings.freshness;
        // If others wait, the work stops when its last request has given up.
        let goes_on = || !self.engines.is_waited_for(job);
        let wait = Wait { until: now + limits.patience.min(limits.request_timeout), goes_on: &goes_on };
        let caller = Caller { client, deadline };
        let make = || {
            let (engines, permits, job) = (self.engines.clone(), self.permits.clone(), job.clone());
            async move {
                let _permit = permits.try_acquire_owned().map_err(|_| TileError::Busy { limit: "requests" })?;
                engines.tile(&job, caller).await.map(Into::into)
            }
        };
        let found = match self.cache.get(&key, policy, wait, make).await {
            Ok(found) => found,
            Err(miss) => return self.without_tile(job, &key, miss),
        };
        let (source, format) = (&*job.source.settings.id, job.format.name());
        let (zoom, scale, cache) = (job.tile.z(), job.scale, found.state.name());
        event::TileServed { source, zoom, format, scale, cache }.emit();
        // As in Kartotherian, clients that name no coding get vector tiles as gzip.
        let as_kept = job.format == Format::Pbf && accepts == Accepts::SILENT;
        let coding = if as_kept { found.value.encoding } else { found.value.coding_for(accepts) };
        let (state, age) = (found.state, found.age());
        let body = self.recoder.kept(&key, policy, found.value, coding, deadline).await;
        let body = body.inspect_err(|error| {
            report(&job.source, &key.to_string(), error.kind(), error.limit(), &error.detail());
        })?;
        Ok(TileResponse { body, state, age })
    }

    /// The overlay of a wiki page's map.
    pub(crate) async fn map_of_page(
        &self,
        source: &ServedSource,
        request: &MapdataRequest,
        client: &ClientInfo,
    ) -> Result<Overlay, StaticMapError> {
        let features = self.engines.mapdata.features(request, client, self.deadline()).await;
        let features = features.map_err(StaticMapError::from).inspect_err(|error| {
            report(source, "map data", error.kind(), "mapdata", &error.detail());
        })?;
        let settings = &self.settings.karto.static_maps;
        let limits = OverlayLimits { points: settings.points, markers: settings.markers };
        let read = move || {
            features.iter().try_fold(Overlay::default(), |mut overlay, feature| {
                overlay.append(from_geojson(feature, &limits)?, &limits)?;
                Ok(overlay)
            })
        };
        self.off_thread(read).await?
    }

    /// Checks a request for a static map and reads its overlay, on the threads for CPU work.
    pub(crate) async fn static_map_job(
        &self,
        source: &Arc<ServedSource>,
        request: StaticMapRequest,
    ) -> Result<StaticMapJob, StaticMapError> {
        let (settings, source, icons) =
            (self.settings.clone(), source.clone(), self.engines.static_maps.icons().clone());
        let job = self.off_thread(move || request.check(&source, &settings.karto.static_maps, &icons)).await??;
        self.engines.static_maps.check_layer(&job)?;
        Ok(job)
    }

    /// The picture of a static map, from the cache or made now.
    pub(crate) async fn static_map(
        &self,
        job: StaticMapJob,
        accepts: Accepts,
        client: ClientKey,
    ) -> Result<TileResponse, TileError> {
        let permit = self.permits.try_acquire().map_err(|_| TileError::Busy { limit: "requests" });
        let source = job.source.clone();
        let found = match permit {
            Ok(_permit) => self.engines.static_maps.picture(job, client).await,
            Err(busy) => Err(busy),
        };
        let failed = |error: &TileError| report(&source, "static map", error.kind(), error.limit(), &error.detail());
        let found = found.inspect_err(failed)?;
        let body = self.recoded(&found.body, accepts).await?;
        Ok(TileResponse { body, ..found })
    }

    /// A picture of about `size` CSS pixels that shows the message of an error.
    pub(crate) async fn error_picture(&self, message: &str, size: [u32; 2]) -> Result<StoredBody, TileError> {
        self.engines.static_maps.error_picture(message, size, self.deadline()).await
    }

    /// The glyphs of the 256 characters from `first` on, in the fonts of `stack` (comma-separated names); `None` if
    /// none of these fonts exists.
    pub(crate) async fn glyphs(
        &self,
        stack: &str,
        first: u32,
        accepts: Accepts,
        client: ClientKey,
    ) -> Result<Option<StoredBody>, TileError> {
        let deadline = self.deadline();
        let caller = Caller { client, deadline };
        let Some((key, body)) = self.engines.glyphs.file(stack, first, caller).await? else { return Ok(None) };
        let coding = body.coding_for(accepts);
        self.recoder.kept(&key, &UNCHANGING, body, coding, deadline).await.map(Some)
    }

    /// The shapes, if the configuration has any.
    pub(crate) fn shapes(&self) -> Option<&ShapeEngine> {
        self.engines.shapes.as_ref()
    }

    /// The image of the marker that `job` describes.
    pub(crate) async fn marker(&self, job: MarkerJob, client: ClientKey) -> Result<StoredBody, TileError> {
        self.engines.markers.image(job, Caller { client, deadline: self.deadline() }).await
    }

    /// The configured folder that `path` (still percent-encoded) leads into, if any.
    pub(crate) fn static_path<'a>(&'a self, path: &'a str) -> Option<StaticPath<'a>> {
        StaticPath::find(&self.settings.karto.static_files, path)
    }

    /// The bytes of a file, in a coding that the client accepts. Vector tiles and glyphs keep theirs.
    pub(crate) async fn static_body(
        &self,
        mut file: StaticFile,
        accepts: Accepts,
    ) -> Result<(Bytes, Encoding), TileError> {
        let coding = accepts.choose(Encoding::Gzip);
        if file.is_text() && coding != Encoding::Identity {
            let deadline = self.deadline();
            let (key, body) = self.engines.static_files.text(file, deadline).await?;
            let coding = body.coding_for(accepts);
            let body = self.recoder.kept(&key, &UNCHANGING, body, coding, deadline).await?;
            return Ok((body.bytes, body.encoding));
        }
        let is_protobuf = file.is_protobuf();
        let (name, memory) = (format!("file {} {}", file.etag(), file.name()), self.memory.clone());
        let read = || async move { file.read_counted(0, file.len, &memory).await };
        let bytes = self.buffers.get(&name, self.deadline(), read).await?;
        let is_packed = is_protobuf && bytes.starts_with(&[0x1f, 0x8b]);
        Ok((bytes, if is_packed { Encoding::Gzip } else { Encoding::Identity }))
    }

    /// The bytes of a file from `first` on, at most `count` of them.
    pub(crate) async fn static_part(&self, mut file: StaticFile, first: u64, count: u64) -> Result<Bytes, TileError> {
        file.read_counted(first, count, &self.memory).await
    }

    /// The style of the drawn source `source`, for clients that use karto at the URL `base`. `lang` is added to the
    /// URLs of tiles that depend on it. `None` if the source is not drawn, or if tiles that it draws are not public.
    pub(crate) async fn style_json(
        &self,
        source: &Arc<ServedSource>,
        base: String,
        lang: Option<String>,
        accepts: Accepts,
    ) -> Result<Option<StoredBody>, TileError> {
        let (documents, source) = (self.engines.documents.clone(), source.clone());
        let job = move || {
            let document = Value::Object(documents.style_json(&source, &base, lang.as_deref())?);
            Some(StoredBody::text_for(&document.to_string(), "application/json; charset=utf-8", accepts))
        };
        run_short(&self.runner, self.deadline(), job).await?.transpose()
    }

    /// Whether `source` has a style for browsers.
    pub(crate) fn has_style_json(&self, source: &ServedSource) -> bool {
        self.engines.documents.style_json(source, "", None).is_some()
    }

    /// The image or (if not `image`) the index of a sprite of the drawn source `source`; `double` selects the sprite
    /// for high-density screens.
    pub(crate) fn sprite(&self, source: &ServedSource, id: &str, double: bool, image: bool) -> Option<&StoredBody> {
        let sprite = self.engines.documents.sprite(&source.settings.id, id, double)?;
        Some(if image { &sprite.image } else { &sprite.index })
    }

    /// The text that `make` writes, in a coding that the client accepts. Both steps run on the threads for CPU work.
    pub(crate) async fn text(
        &self,
        content_type: &'static str,
        accepts: Accepts,
        make: impl FnOnce() -> String + Send + 'static,
    ) -> Result<StoredBody, TileError> {
        run_short(&self.runner, self.deadline(), move || StoredBody::text_for(&make(), content_type, accepts)).await?
    }

    /// `body` in a coding that the client accepts.
    pub(crate) async fn recoded(&self, body: &StoredBody, accepts: Accepts) -> Result<StoredBody, TileError> {
        self.recoder.recoded(body.clone(), body.coding_for(accepts), self.deadline()).await
    }

    /// The result of `job`, which runs on the threads for CPU work.
    pub(crate) async fn off_thread<T: Send + 'static>(
        &self,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, TileError> {
        run_short(&self.runner, self.deadline(), job).await
    }

    /// Removes entries from the cache. Returns their number.
    pub(crate) async fn purge(&self, filter: &KeyFilter) -> usize {
        let gone = self.cache.purge(filter).await;
        // Prepared tiles hold the bytes of vector tiles. If only pictures are gone, they are as good as before.
        let is_drawn = |id: &Arc<str>| self.sources.get(id).is_some_and(|source| source.is_drawn());
        if filter.sources.is_empty() || !filter.sources.iter().all(is_drawn) {
            self.engines.prepared.clear();
        }
        event::Purged { what: &format!("{filter:?}"), gone }.emit();
        gone
    }

    /// The number of entries in the cache, and their size in bytes.
    pub(crate) fn cache_size(&self) -> (u64, u64) {
        self.cache.size()
    }

    /// The size of the vector tiles that are ready to be drawn, in bytes.
    pub(crate) fn prepared_bytes(&self) -> u64 {
        self.engines.prepared.bytes()
    }

    /// The number of pictures that wait for their turn to be drawn.
    pub(crate) fn waiting_to_draw(&self) -> usize {
        self.engines.drawing.turns.load().0
    }

    /// The state of the threads for one class of CPU work.
    pub(crate) fn work(&self, class: Class) -> PoolState {
        self.runner.state(class)
    }

    fn deadline(&self) -> Instant {
        Instant::now() + self.settings.karto.limits.request_timeout
    }

    /// The response to a request that got no tile: an error, or an empty tile if it is missing and the configuration
    /// says so.
    fn without_tile(&self, job: &TileJob, key: &CacheKey, miss: Miss<TileError>) -> Result<TileResponse, TileError> {
        let error = match miss {
            // The tile is still being made.
            Miss::Timeout => TileError::NotReady,
            other => other.into(),
        };
        report(&job.source, &key.to_string(), error.kind(), error.limit(), &error.detail());
        let may_be_empty = job.format == Format::Pbf && self.answers().missing_tile != MissingTile::Error;
        match error {
            TileError::NoTile { out_of_range: false } if may_be_empty => {
                let empty = StoredBody::new(b"", Encoding::Identity, "");
                let body = StoredBody { backend: BackendObject::Empty, ..empty };
                Ok(TileResponse { body, state: CacheState::Made, age: Duration::ZERO })
            }
            error => Err(error),
        }
    }
}

/// Logs and counts a request that failed, by the class of its error; requests that are refused are not counted here.
fn report(source: &ServedSource, what: &str, kind: ErrorKind, limit: &'static str, detail: &str) {
    match kind {
        ErrorKind::Missing | ErrorKind::Refused => {}
        ErrorKind::Busy => event::Shed { reason: limit }.emit(),
        kind => event::TileFailed { source: &source.settings.id, tile: what, reason: kind.name(), detail }.emit(),
    }
}
