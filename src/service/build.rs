//! Builds a service from settings. It binds no port, so a configuration can be tested anywhere.

use std::{collections::BTreeMap, io, num::NonZeroUsize, sync::Arc, thread};

use serde_json::{Map, Value};
use tokio::task::{JoinError, spawn_blocking};

use crate::{
    memory::{Budget, MemoryPlan, MemoryWishes},
    render::PreparedTiles,
    settings::{KartoSettings, Place, Settings, SourceId, SourceKind, SourceSettings},
    source::{
        self, SharedSource,
        client::ClientError,
        geoshape::{self, Geoshapes},
        graph,
        mapdata::Mapdata,
    },
    work::{PoolSize, Runner},
};

use super::{
    admission::{DrawingTurns, FetchingTurns},
    body_memory::BodyMemory,
    documents::{DocumentEngine, info_of_all},
    drawing::Drawing,
    engines::Engines,
    facade::Service,
    glyphs::GlyphEngine,
    markers::MarkerEngine,
    pictures::PictureEngine,
    shapes::ShapeEngine,
    sources::Sources,
    static_files::StaticFileEngine,
    static_maps::{Icons, StaticMapEngine, StaticMapParts},
    stored::BodyCache,
    styles::{self, Fonts, Maps, StyleError, StyleInput, Styles},
    vectors::VectorEngine,
};

/// The service cannot be built, although the configuration passed its checks.
#[derive(Debug, thiserror::Error)]
pub enum ServiceBuildError {
    /// A source cannot be opened.
    #[error("{}: {_0}", _0.place)]
    Source(#[source] source::GraphError),
    /// A style cannot be used.
    #[error("{place}: source {source_id}: {error}")]
    Style {
        /// Where the source is configured.
        place: Place,
        /// The id of the source.
        source_id: String,
        /// What is wrong.
        #[source]
        error: StyleError,
    },
    /// The shapes cannot be used.
    #[error("{place}: geoshapes: {problem}")]
    Shapes {
        /// Where they are configured.
        place: Place,
        /// What is wrong.
        problem: String,
    },
    /// The threads for CPU work cannot be started.
    #[error("the threads for CPU work cannot be started: {0}")]
    Threads(#[source] io::Error),
    /// The client for the API of wikis cannot be set up.
    #[error(transparent)]
    Client(ClientError),
    /// A bug, or the process is stopping.
    #[error("loading the styles failed unexpectedly: {0}")]
    Lost(#[source] JoinError),
}

impl Service {
    /// Opens all sources and loads all styles of `settings`. Returns all errors, not only the first.
    pub async fn build(settings: Settings) -> Result<Arc<Self>, Vec<ServiceBuildError>> {
        let settings = Arc::new(settings);
        let mut problems = Vec::new();
        let runner = start_runner(&settings.karto).map_err(|error| vec![ServiceBuildError::Threads(error)])?;
        let runner = Arc::new(runner);
        let (graph, shapes) = tokio::join!(graph::build(&settings, runner.clone()), open_shapes(&settings, &runner));
        let shapes = shapes.unwrap_or_else(|problem| {
            problems.push(problem);
            None
        });
        let mapdata = Mapdata::new(&settings.handlers, shapes.clone(), runner.clone());
        let sources = match graph {
            Ok(graph) => graph.sources,
            Err(errors) => {
                problems.extend(errors.into_iter().map(ServiceBuildError::Source));
                BTreeMap::new()
            }
        };
        let infos = info_of_all(&settings.sources, &sources);
        let backends = backends(&infos, &sources);
        let plan = memory_plan(&settings.karto);
        let for_styles = settings.clone();
        // Reading files and parsing styles blocks, so it must not run on the threads that serve sockets.
        let loading = spawn_blocking(move || load_styles(&for_styles, &backends, plan.prepared));
        let (loaded, errors) = loading.await.map_err(|error| vec![ServiceBuildError::Lost(error)])?;
        problems.extend(errors);
        let mapdata = match mapdata {
            Ok(mapdata) if problems.is_empty() => mapdata,
            Ok(_) => return Err(problems),
            Err(error) => {
                problems.push(ServiceBuildError::Client(error));
                return Err(problems);
            }
        };
        let outside = Outside { shapes, mapdata };
        let sources = Arc::new(Sources::new(&settings.sources, &sources, infos));
        Ok(Arc::new(assemble(settings, &plan, sources, loaded, outside, runner)))
    }
}

/// What requests other than those for tiles read from other services.
struct Outside {
    shapes: Option<Geoshapes>,
    mapdata: Mapdata,
}

/// Opens the shapes, if the configuration has any.
async fn open_shapes(settings: &Settings, runner: &Arc<Runner>) -> Result<Option<Geoshapes>, ServiceBuildError> {
    let Some(shapes) = &settings.handlers.geoshapes else { return Ok(None) };
    let opened = geoshape::open(shapes, &settings.karto, runner.clone()).await;
    let failed = |error: geoshape::GeoshapesError| ServiceBuildError::Shapes {
        place: shapes.place.clone(),
        problem: error.to_string(),
    };
    opened.map(Some).map_err(failed)
}

/// The zooms and layers of each source, for loading styles.
fn backends(
    infos: &BTreeMap<SourceId, Map<String, Value>>,
    sources: &BTreeMap<SourceId, SharedSource>,
) -> BTreeMap<SourceId, StyleInput> {
    let backend = |(id, info): (&SourceId, &Map<String, Value>)| {
        let zoom = |key: &str| u8::try_from(info.get(key)?.as_u64()?).ok();
        let layers = sources.get(id).map(|source| source.info().vector_layers.as_slice()).unwrap_or_default();
        let layers = layers.iter().map(|layer| layer.id.clone()).collect();
        (id.clone(), StyleInput { min_zoom: zoom("minzoom"), max_zoom: zoom("maxzoom"), layers })
    };
    infos.iter().map(backend).collect()
}

/// What pictures are drawn with.
struct Loaded {
    fonts: Fonts,
    icons: Icons,
    styles: Styles,
    prepared: PreparedTiles,
}

/// Loads the fonts, the images of markers and the styles of all drawn sources, which share prepared tiles of up to
/// `prepared` bytes. Returns all errors too.
fn load_styles(
    settings: &Settings,
    backends: &BTreeMap<SourceId, StyleInput>,
    prepared: u64,
) -> (Loaded, Vec<ServiceBuildError>) {
    let fonts = Fonts::load(&settings.karto.fonts);
    let prepared = PreparedTiles::new(prepared);
    let (mut styles, mut maps, mut problems) = (Styles::new(), Maps::default(), Vec::new());
    for source in &settings.sources {
        let SourceKind::Style(style) = &source.kind else { continue };
        match styles::load(style, &fonts, &prepared, &mut maps, |id| backends.get(id)) {
            Ok((loaded, lacking)) => {
                problems.extend(lacking.into_iter().map(|error| of_style(source, error)));
                styles.insert(source.id.clone(), loaded);
            }
            Err(errors) => problems.extend(errors.into_iter().map(|error| of_style(source, error))),
        }
    }
    let icons = settings.karto.static_maps.icons.as_deref().map(Icons::load).unwrap_or_default();
    (Loaded { fonts, icons, styles, prepared }, problems)
}

fn of_style(source: &SourceSettings, error: StyleError) -> ServiceBuildError {
    ServiceBuildError::Style { place: source.place.clone(), source_id: source.id.to_string(), error }
}

/// Starts the threads for CPU work. The queue for short jobs is large enough for all requests, so that the limits on
/// requests apply before it is full.
fn start_runner(settings: &KartoSettings) -> io::Result<Runner> {
    let (render, limits) = (&settings.render, &settings.limits);
    let cpus = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let workers = NonZeroUsize::new(render.workers).unwrap_or(NonZeroUsize::MIN);
    let drawing = PoolSize { threads: workers, queue: render.queue };
    let short = PoolSize { threads: cpus, queue: limits.connections.saturating_add(limits.requests) };
    Runner::start(drawing, short)
}

/// The division of the memory.
fn memory_plan(karto: &KartoSettings) -> MemoryPlan {
    MemoryPlan::new(&MemoryWishes {
        total: karto.memory,
        cache: karto.cache.max_bytes,
        negative: karto.cache.max_negative_bytes,
        responses: karto.limits.response_bytes,
    })
}

/// Connects the engines.
fn assemble(
    settings: Arc<Settings>,
    plan: &MemoryPlan,
    sources: Arc<Sources>,
    Loaded { fonts, icons, styles, prepared }: Loaded,
    Outside { shapes, mapdata }: Outside,
    runner: Arc<Runner>,
) -> Service {
    let (karto, limit) = (&settings.karto, settings.karto.limits.tile_bytes);
    let styles = Arc::new(styles);
    let cache = BodyCache::new(plan.cache, plan.negative);
    let drawing = Drawing::new(runner.clone(), DrawingTurns::new(karto, &Budget::new(plan.drawing)));
    let fetching = FetchingTurns::new(&karto.limits, &sources);
    let memory = Arc::new(BodyMemory::new(plan.responses));
    let vectors = VectorEngine::new(cache.clone(), runner.clone(), &karto.limits);
    let pictures = PictureEngine::new(
        sources.clone(),
        styles.clone(),
        vectors.clone(),
        cache.clone(),
        drawing.clone(),
        &karto.render,
    );
    let parts = StaticMapParts {
        sources: sources.clone(),
        styles: styles.clone(),
        vectors: vectors.clone(),
        cache: cache.clone(),
        runner: runner.clone(),
        drawing: drawing.clone(),
        icons,
        glyphs: fonts.glyphs.clone(),
    };
    let static_maps = StaticMapEngine::new(&settings, parts);
    let documents = DocumentEngine::new(sources.clone(), styles, vectors.clone(), runner.clone(), limit);
    let glyphs = GlyphEngine::new(fonts.glyphs.fonts().clone(), cache.clone(), drawing.clone());
    let timeout = karto.limits.request_timeout;
    let mapdata = Arc::new(mapdata);
    let shapes = shapes.map(|shapes| ShapeEngine::new(shapes, runner.clone(), timeout));
    let markers = MarkerEngine::new(cache.clone(), drawing.clone());
    let static_files = StaticFileEngine::new(cache.clone(), runner.clone(), memory.clone());
    let engines = Engines {
        drawing,
        prepared,
        fetching,
        vectors,
        pictures: Arc::new(pictures),
        documents: Arc::new(documents),
        glyphs,
        static_maps,
        mapdata,
        shapes,
        markers,
        static_files,
    };
    Service::new(settings, sources, cache, engines, memory, runner)
}
