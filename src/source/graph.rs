//! The sources of a configuration, built in the order they need each other.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use futures_util::future::join_all;
use reqwest::Client;
use url::Url;

use super::{
    SharedSource, SourceError, TileInfo,
    babel::Babel,
    client::{self, ClientError},
    editing::Editor,
    file::FileTree,
    http::{HttpTiles, Template, TemplateError},
    json2tags::Json2tags,
    layers::Layers,
    mbtiles::Mbtiles,
    mirror::Mirror,
    overzoom::Overzoom,
    pmtiles::Pmtiles,
    postgis,
    set_info::SetInfo,
};
use crate::{
    settings::{Place, PmtilesLocation, Settings, SourceId, SourceKind, SourceSettings},
    work::Runner,
};

/// All sources of tiles. Styles, which draw them, are built elsewhere and look them up here.
#[derive(Debug, Clone)]
pub struct Graph {
    /// By name.
    pub sources: BTreeMap<SourceId, SharedSource>,
}

/// A source cannot be built.
#[derive(Debug, thiserror::Error)]
#[error("source {source_id}: {problem}")]
pub struct GraphError {
    /// The source.
    pub source_id: SourceId,
    /// Where it is configured.
    pub place: Place,
    /// What is wrong with it.
    #[source]
    pub problem: GraphProblem,
}

/// What is wrong with a source.
#[derive(Debug, thiserror::Error)]
pub enum GraphProblem {
    /// It reads from a source that does not exist.
    #[error("there is no source {0}")]
    Unknown(SourceId),
    /// It reads from a style, which has no tiles.
    #[error("source {0} draws pictures, so other sources cannot read tiles from it")]
    Style(SourceId),
    /// It reads from itself, directly or through other sources.
    #[error("it needs itself: {}", .0.join(" ← "))]
    Cycle(Vec<String>),
    /// Its URL or headers are wrong.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// It cannot be opened.
    #[error(transparent)]
    Open(#[from] SourceError),
    /// The HTTP client cannot be set up.
    #[error(transparent)]
    Client(#[from] ClientError),
}

/// Builds every source but the styles, and opens files, archives and databases. Returns all problems; sources that only
/// read from a source with a problem are not reported. `runner` does the work of sources that change tiles.
pub async fn build(settings: &Settings, runner: Arc<Runner>) -> Result<Graph, Vec<GraphError>> {
    let builder = GraphBuilder::new(settings, runner).map_err(|error| vec![error])?;
    builder.build().await
}

struct GraphBuilder<'s> {
    by_id: BTreeMap<&'s str, &'s SourceSettings>,
    order: Vec<&'s SourceSettings>,
    client: Client,
    editor: Editor,
}

impl<'s> GraphBuilder<'s> {
    fn new(settings: &'s Settings, runner: Arc<Runner>) -> Result<Self, GraphError> {
        let urls: Vec<(&SourceSettings, Url)> = settings.sources.iter().filter_map(|s| Some((s, url(s)?))).collect();
        let idle = settings.sources.iter().map(|s| match &s.kind {
            SourceKind::Http(http) => http.pool_size,
            _ => 8,
        });
        let client = client::build(urls.iter().map(|(_, url)| url), idle.max().unwrap_or(8)).map_err(|error| {
            let first = urls.first().map(|(source, _)| *source);
            GraphError {
                source_id: first.map_or_else(|| "".into(), |s| s.id.clone()),
                place: first.map_or_else(|| Place { file: "".into(), line: 1, column: 1 }, |s| s.place.clone()),
                problem: error.into(),
            }
        })?;
        Ok(Self {
            by_id: settings.sources.iter().map(|s| (&*s.id, s)).collect(),
            order: settings.sources.iter().filter(|s| !s.kind.is_style()).collect(),
            client,
            editor: Editor::new(runner, settings.karto.limits.tile_bytes),
        })
    }

    async fn build(self) -> Result<Graph, Vec<GraphError>> {
        let mut errors = Vec::new();
        let mut failed: BTreeSet<&str> = BTreeSet::new();
        for source in &self.order {
            if let Some(problem) = self.reference_problem(source) {
                failed.insert(&source.id);
                // A cycle is one problem, reported at the source with the first name.
                let reported = matches!(&problem, GraphProblem::Cycle(way) if way.iter().any(|id| **id < *source.id));
                if !reported {
                    errors.push(error(source, problem));
                }
            }
        }
        let mut sources: BTreeMap<SourceId, SharedSource> = BTreeMap::new();
        // Every round opens, concurrently, the sources whose inputs are all open; without cycles there are at most as
        // many rounds as sources.
        let mut waiting: Vec<&SourceSettings> = self.order.clone();
        while !waiting.is_empty() {
            let mut ready = Vec::new();
            let before = waiting.len();
            waiting.retain(|source| {
                let needs = source.kind.references();
                if failed.contains(&*source.id) || needs.iter().any(|id| failed.contains(&**id)) {
                    failed.insert(&source.id);
                    return false;
                }
                let now = needs.iter().all(|id| sources.contains_key(id));
                if now {
                    ready.push(*source);
                }
                !now
            });
            if waiting.len() == before {
                break;
            }
            let opened = join_all(ready.iter().map(|source| self.open(source, &sources))).await;
            for (source, opened) in ready.into_iter().zip(opened) {
                match opened {
                    Ok(built) => drop(sources.insert(source.id.clone(), built)),
                    Err(problem) => {
                        failed.insert(&source.id);
                        errors.push(error(source, problem));
                    }
                }
            }
        }
        if errors.is_empty() { Ok(Graph { sources }) } else { Err(errors) }
    }

    fn reference_problem(&self, source: &SourceSettings) -> Option<GraphProblem> {
        let bad = source.kind.references().into_iter().find_map(|id| match self.by_id.get(&*id) {
            None => Some(GraphProblem::Unknown(id)),
            Some(other) if other.kind.is_style() => Some(GraphProblem::Style(id)),
            Some(_) => None,
        });
        bad.or_else(|| self.cycle(source).map(GraphProblem::Cycle))
    }

    /// The path of references from `start` back to itself, if there is one.
    fn cycle(&self, start: &SourceSettings) -> Option<Vec<String>> {
        let mut seen = BTreeSet::new();
        let mut ways = vec![vec![start.id.clone()]];
        while let Some(way) = ways.pop() {
            let Some(here) = way.last().and_then(|id| self.by_id.get(&**id)) else { continue };
            for next in here.kind.references() {
                if next == start.id {
                    return Some(way.iter().chain([&next]).map(|id| id.to_string()).collect());
                }
                if seen.insert(next.clone()) {
                    ways.push(way.iter().cloned().chain([next]).collect());
                }
            }
        }
        None
    }

    async fn open(
        &self,
        source: &SourceSettings,
        built: &BTreeMap<SourceId, SharedSource>,
    ) -> Result<SharedSource, GraphProblem> {
        let id = source.id.clone();
        let limit = self.editor.limit();
        let editor = || self.editor.clone();
        let needed = |id: &SourceId| built.get(id).cloned().ok_or_else(|| GraphProblem::Unknown(id.clone()));
        let opened: SharedSource = match &source.kind {
            SourceKind::Http(s) => Arc::new(HttpTiles::new(id, s, self.client.clone(), editor())?),
            SourceKind::File(s) => Arc::new(FileTree::open(id, s, limit).await?),
            SourceKind::Mbtiles(s) => Arc::new(Mbtiles::open(id, s, limit).await?),
            SourceKind::Pmtiles(s) => Arc::new(Pmtiles::open(id, s, self.client.clone(), limit).await?),
            SourceKind::Postgis(s) => postgis::open(&id, s).await?,
            SourceKind::Overzoom(s) => Arc::new(Overzoom::new(id, s, needed(&s.source)?, editor())),
            SourceKind::Json2tags(s) => Arc::new(Json2tags::new(id, s, needed(&s.source)?, editor())),
            SourceKind::Babel(s) => Arc::new(Babel::new(id, s, needed(&s.source)?, editor())),
            SourceKind::Mirror(s) => Arc::new(Mirror::new(id, s, needed(&s.source)?, needed(&s.secondary)?)),
            SourceKind::Layers(s) => {
                let parts = s.parts.iter().map(|part| Ok((part.clone(), needed(&part.source)?)));
                Arc::new(Layers::new(id, parts.collect::<Result<_, GraphProblem>>()?, editor()))
            }
            SourceKind::Style(_) => return Err(GraphProblem::Style(id)),
        };
        Ok(match &source.set_info {
            Some(json) => {
                let mut info = TileInfo::from_json(json);
                // Known zooms stay if the description has none.
                info.min_zoom = info.min_zoom.or(opened.info().min_zoom);
                info.max_zoom = info.max_zoom.or(opened.info().max_zoom);
                Arc::new(SetInfo::new(opened, info))
            }
            None => opened,
        })
    }
}

fn error(source: &SourceSettings, problem: GraphProblem) -> GraphError {
    GraphError { source_id: source.id.clone(), place: source.place.clone(), problem }
}

/// The URL of the server that a source sends requests to.
fn url(source: &SourceSettings) -> Option<Url> {
    match &source.kind {
        SourceKind::Http(http) => Template::parse(&http.template).and_then(|t| t.url()).ok(),
        SourceKind::Pmtiles(s) => match &s.location {
            PmtilesLocation::Http(url) => Some(url.clone()),
            PmtilesLocation::File(_) | PmtilesLocation::Embedded(_) => None,
        },
        _ => None,
    }
}
