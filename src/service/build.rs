//! From settings to a service. No port is bound here, so a configuration can be tried out anywhere.

use std::{collections::BTreeMap, io, num::NonZeroUsize, sync::Arc};

use crate::{
    render::SourceInfo,
    settings::{KartoSettings, Place, Settings, SourceKind, SourceSettings},
    source::{self, graph},
    work::{PoolSize, Runner},
};

use super::{
    Service, info,
    raster::{Drawing, Drawn, Fonts, StyleError},
};

/// Why the service cannot be built, though the configuration itself was found good.
#[derive(Debug, thiserror::Error)]
pub enum BuildError {
    /// A source cannot be opened.
    #[error("{}: {_0}", _0.place)]
    Source(source::GraphError),
    /// A style cannot be used.
    #[error("{place}: source {source_id}: {problem}")]
    Style {
        /// Where the source is configured.
        place: Place,
        /// Which source.
        source_id: String,
        /// What is wrong.
        problem: StyleError,
    },
    /// The threads for CPU work do not start.
    #[error("the threads that draw and pack do not start: {0}")]
    Threads(#[source] std::io::Error),
}

fn of_style(source: &SourceSettings, problem: StyleError) -> BuildError {
    BuildError::Style { place: source.place.clone(), source_id: source.id.to_string(), problem }
}

fn layer_names(info: &source::TileInfo) -> Vec<String> {
    info.vector_layers.iter().map(|layer| layer.id.clone()).collect()
}

impl Service {
    /// Opens every source and loads every style of `settings`. All problems are reported.
    pub async fn build(settings: Settings) -> Result<Arc<Self>, Vec<BuildError>> {
        let mut problems = Vec::new();
        let runner = start_runner(&settings.karto).map_err(|error| vec![BuildError::Threads(error)])?;
        let runner = Arc::new(runner);
        let sources = match graph::build(&settings, runner.clone()).await {
            Ok(graph) => graph.sources,
            Err(errors) => {
                problems.extend(errors.into_iter().map(BuildError::Source));
                BTreeMap::new()
            }
        };
        let infos = info::all(&settings.sources, &sources);
        let data = |id: &str| {
            let zoom = |key: &str| infos.get(id)?.get(key)?.as_u64().and_then(|z| u8::try_from(z).ok());
            SourceInfo {
                min_zoom: zoom("minzoom").unwrap_or(0),
                max_zoom: zoom("maxzoom").unwrap_or(crate::tile::MAX_ZOOM),
                ..SourceInfo::default()
            }
        };
        let fonts = Fonts::load(&settings.karto.fonts);
        let mut styles = BTreeMap::new();
        for source in &settings.sources {
            let SourceKind::Style(style) = &source.kind else { continue };
            match Drawn::load(style, &fonts, data) {
                Ok(drawn) => {
                    // What the configuration does not tell, the opened sources do.
                    let layers = |id: &str| sources.get(id).map(|s| layer_names(s.info())).unwrap_or_default();
                    for problem in drawn.lacking(layers) {
                        match style.stand_in {
                            true => tracing::warn!("source {}: {problem}", source.id),
                            false => problems.push(of_style(source, problem)),
                        }
                    }
                    styles.insert(source.id.clone(), drawn);
                }
                Err(errors) => problems.extend(errors.into_iter().map(|problem| of_style(source, problem))),
            }
        }
        let drawing = Drawing::new(styles, &fonts, &settings.karto.render);
        if !problems.is_empty() {
            return Err(problems);
        }
        Ok(Arc::new(Self::assemble(Arc::new(settings), sources, infos, drawing, runner)))
    }
}

/// The threads that draw and pack. As many short jobs may wait as there can be requests under way, so that it is the
/// limits on requests that turn clients away.
fn start_runner(settings: &KartoSettings) -> io::Result<Runner> {
    let (render, limits) = (&settings.render, &settings.limits);
    let cpus = std::thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let drawing =
        PoolSize { threads: NonZeroUsize::new(render.workers).unwrap_or(NonZeroUsize::MIN), queue: render.queue };
    let short = PoolSize { threads: cpus, queue: limits.connections.saturating_add(limits.requests) };
    Runner::start(drawing, short)
}
