//! The engine for static maps.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use tracing::Instrument;

use crate::{
    cache::{CacheKey, Resource, Wait},
    image::{self, ImageEncoding},
    overlay::OverlayPlace,
    render::{self, MARGIN},
    service::{
        admission::{ClientKey, CostKey},
        caller::Caller,
        drawing::Drawing,
        error::TileError,
        pictures::Fetcher,
        response::TileResponse,
        run::run_short,
        sources::Sources,
        stored::{BodyCache, StoredBody},
        styles::{LoadedStyle, Styles},
        vectors::VectorEngine,
    },
    settings::{Rasterizer, Settings},
    telemetry::{Event, event},
    text::GlyphCache,
    tile::Format,
    work::{Runner, Ticket},
};

use super::{draw::StaticMapImage, error::StaticMapError, icons::Icons, job::StaticMapJob};

/// The largest side of a picture that shows an error, in pixels.
const MAX_ERROR_PICTURE: u32 = 1024;

/// Draws static maps, and keeps them in the cache. Cheap to clone.
#[derive(Clone)]
pub(crate) struct StaticMapEngine {
    parts: StaticMapParts,
    rasterizer: Rasterizer,
    /// The maximum time for a picture.
    time: Duration,
}

/// What static maps are drawn from and with. Cheap to clone.
#[derive(Clone)]
pub(crate) struct StaticMapParts {
    pub(crate) sources: Arc<Sources>,
    pub(crate) styles: Arc<Styles>,
    pub(crate) vectors: VectorEngine,
    pub(crate) cache: BodyCache,
    pub(crate) runner: Arc<Runner>,
    pub(crate) drawing: Drawing,
    pub(crate) icons: Icons,
    /// The fonts of pictures that show errors.
    pub(crate) glyphs: Arc<GlyphCache>,
}

impl StaticMapEngine {
    pub(crate) fn new(settings: &Settings, parts: StaticMapParts) -> Self {
        let rasterizer = settings.karto.render.rasterizer;
        let time = settings.karto.static_maps.time.min(settings.karto.limits.request_timeout);
        Self { parts, rasterizer, time }
    }

    /// The images of markers.
    pub(crate) fn icons(&self) -> &Icons {
        &self.parts.icons
    }

    /// Checks that the style has the layer that an overlay is beneath.
    pub(crate) fn check_layer(&self, job: &StaticMapJob) -> Result<(), StaticMapError> {
        let OverlayPlace::Beneath(layer) = &job.place else { return Ok(()) };
        let style = self.parts.styles.get(&job.source.settings.id).ok_or(TileError::Lost)?;
        let has = style.style.layers.iter().any(|it| it.id == *layer);
        if has { Ok(()) } else { Err(StaticMapError::Layer(layer.chars().take(100).collect())) }
    }

    /// A picture of about `size` CSS pixels that shows the message of an error.
    pub(crate) async fn error_picture(
        &self,
        message: &str,
        size: [u32; 2],
        deadline: Instant,
    ) -> Result<StoredBody, TileError> {
        let [width, height] = size.map(|side| side.clamp(64, MAX_ERROR_PICTURE));
        let (message, glyphs) = (message.to_owned(), self.parts.glyphs.clone());
        let job = move |_: &Ticket| {
            let picture = render::message(&message, [width, height], &glyphs).map_err(TileError::render)?;
            let encoding = ImageEncoding::Png8 { colors: 64, merge: false };
            let bytes = image::encode(&picture, encoding).map_err(TileError::render)?;
            Ok(StoredBody::image(&bytes, Format::Png.media_type()))
        };
        self.parts.drawing.run(deadline, job).await?
    }

    /// The picture of `job`, from the cache or made now.
    pub(crate) async fn picture(&self, job: StaticMapJob, client: ClientKey) -> Result<TileResponse, TileError> {
        let deadline = Instant::now() + self.time;
        let caller = Caller { client, deadline };
        let job = Arc::new(job);
        let for_key = job.clone();
        let key: CacheKey = run_short(&self.parts.runner, deadline, move || for_key.key()).await?.into();
        let policy = job.source.settings.freshness.clone();
        let make = || {
            let (engine, job, picture) = (self.clone(), job.clone(), key.resource.clone());
            async move { engine.draw(&job, picture, caller).await.map(Into::into) }
        };
        let found = self.parts.cache.get(&key, &policy, Wait::until(deadline), make).await?;
        Ok(TileResponse { state: found.state, age: found.age(), body: found.value })
    }

    async fn draw(&self, job: &StaticMapJob, picture: Resource, caller: Caller) -> Result<StoredBody, TileError> {
        let (id, deadline) = (&job.source.settings.id, caller.deadline);
        let kind =
            CostKey { source: id.clone(), format: job.format, scale: job.scale, zoom: job.view.zoom.max(0.0) as u8 };
        let (width, height) = job.view.pixel_size();
        let mut turn = self.parts.drawing.turns.begin(kind, f64::from(width) * f64::from(height), caller).await?;
        let style: Arc<LoadedStyle> = self.parts.styles.get(id).ok_or(TileError::Lost)?.clone();
        let needs = render::needs(&style.style, &job.view, MARGIN, &style.infos);
        let (sources, vectors, lang) = (&*self.parts.sources, &self.parts.vectors, job.lang.as_ref());
        let fetcher = Fetcher { sources, vectors, style: &style, lang, deadline };
        let fetched = fetcher.fetch(needs, |tile| job.view.shows(tile)).await;
        if let Some(error) = fetched.failure(|tile| job.view.shows(tile)) {
            return Err(error.clone());
        }
        let image = StaticMapImage {
            job: job.clone(),
            style,
            tiles: fetched.to_draw(),
            icons: self.parts.icons.clone(),
            rasterizer: self.rasterizer,
        };
        let (queued, source) = (Instant::now(), id.clone());
        turn.fetched();
        let work = move |ticket: &Ticket| {
            let (waited, begun) = (queued.elapsed(), Instant::now());
            let body = image.encode(ticket);
            turn.end(begun.elapsed());
            event::MetatileDrawn { source: &source, waited, took: begun.elapsed() }.emit();
            body
        };
        let span = tracing::error_span!("draw", source = &**id, zoom = job.view.zoom);
        let body = self.parts.drawing.draw(id, picture, deadline, work).instrument(span).await??;
        Ok(fetched.aged(body, id))
    }
}
