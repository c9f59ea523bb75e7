//! Builds the sources of a configuration in the order of their dependencies.

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
    breaker::Guarded,
    checked::{Checked, Expected},
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
    settings::{self, Place, PmtilesLocation, Settings, SourceId, SourceKind, SourceSettings},
    work::Runner,
};

/// All sources except styles, which are built elsewhere.
#[derive(Debug, Clone)]
pub struct Graph {
    /// The sources by name.
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
    #[error("source {0} draws images, so other sources cannot read tiles from it")]
    Style(SourceId),
    /// It reads from itself, directly or through other sources.
    #[error("it needs itself: {}", .0.join(" ← "))]
    Cycle(Vec<String>),
    /// Its URL or headers are invalid.
    #[error(transparent)]
    Template(#[from] TemplateError),
    /// It cannot be opened.
    #[error(transparent)]
    Open(#[from] SourceError),
    /// The HTTP client cannot be set up.
    #[error(transparent)]
    Client(#[from] ClientError),
}

impl GraphProblem {
    /// The cycle of `ids`, each of which reads from the next one, and the last from the first.
    fn cycle(ids: &[SourceId]) -> Self {
        Self::Cycle(ids.iter().chain(ids.first()).map(ToString::to_string).collect())
    }
}

/// Builds all sources except styles, and opens files, archives and databases. Returns all errors, except those of
/// sources that only depend on a source with an error. `runner` runs the work of sources that change tiles.
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
        let cycles = self.cycles();
        for source in &self.order {
            // Report each cycle once, at the source whose name is first in alphabetical order.
            let cycle = || cycles.iter().find(|ids| ids.first() == Some(&source.id));
            let problem = self.reference_problem(source).or_else(|| cycle().map(|ids| GraphProblem::cycle(ids)));
            if problem.is_some() || cycles.iter().any(|ids| ids.contains(&source.id)) {
                failed.insert(&source.id);
            }
            errors.extend(problem.map(|problem| error(source, problem)));
        }
        let mut sources: BTreeMap<SourceId, SharedSource> = BTreeMap::new();
        // Each round concurrently opens the sources whose inputs are all open. Without cycles, there are at most as
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
        source.kind.references().into_iter().find_map(|id| match self.by_id.get(&*id) {
            None => Some(GraphProblem::Unknown(id)),
            Some(other) if other.kind.is_style() => Some(GraphProblem::Style(id)),
            Some(_) => None,
        })
    }

    /// The cycles of references. Each starts at the source whose name is first in alphabetical order.
    fn cycles(&self) -> Vec<Vec<SourceId>> {
        let index = |id: &SourceId| self.order.iter().position(|source| source.id == *id);
        let targets: Vec<Vec<_>> =
            self.order.iter().map(|source| source.kind.references().iter().map(index).collect()).collect();
        let cycles = settings::cycles(&targets).into_iter().map(|steps| {
            let ids = steps.iter().filter_map(|(at, _)| self.order.get(*at)).map(|source| source.id.clone());
            let mut ids: Vec<SourceId> = ids.collect();
            let first = ids.iter().enumerate().min_by(|(_, a), (_, b)| a.cmp(b)).map_or(0, |(at, _)| at);
            ids.rotate_left(first);
            ids
        });
        cycles.collect()
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
        let checked =
            |inner: SharedSource, expected| Arc::new(Checked::new(source.id.clone(), inner, expected, editor()));
        let opened: SharedSource = match &source.kind {
            SourceKind::Http(s) => {
                let tiles = HttpTiles::new(id, s, self.client.clone(), editor())?;
                checked(Arc::new(tiles), Expected::by_url(&s.template))
            }
            SourceKind::File(s) => {
                let tiles = FileTree::open(id, s, limit).await?;
                checked(Arc::new(tiles), Expected::by_extension(&s.extension))
            }
            SourceKind::Mbtiles(s) => {
                let tiles = Mbtiles::open(id, s, limit).await?;
                let expected = tiles.expected();
                checked(Arc::new(tiles), expected)
            }
            SourceKind::Pmtiles(s) => {
                let tiles = Pmtiles::open(id, s, self.client.clone(), limit).await?;
                let expected = tiles.expected();
                checked(Arc::new(tiles), expected)
            }
            SourceKind::Postgis(s) => checked(postgis::open(&id, s).await?, Expected::Any),
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
        let opened = if source.kind.references().is_empty() {
            Arc::new(Guarded::new(source.id.clone(), opened))
        } else {
            opened
        };
        Ok(match &source.set_info {
            Some(json) => {
                let mut info = TileInfo::from_json(json);
                // Keep the known zooms if the description has none.
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
