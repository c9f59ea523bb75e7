//! From a request to features.

use std::{
    collections::{BTreeMap, HashSet},
    sync::{Arc, OnceLock},
    time::{Duration, Instant},
};

use reqwest::header::{HeaderMap, HeaderName, HeaderValue};
use serde_json::Value;
use tokio::sync::Semaphore;
use url::Url;

use super::{
    client_info::ClientInfo,
    error::{ShapeError, UpstreamFailure},
    examples::ShapeExamples,
    feature::{self, FeatureCollection, ShapeFeature},
    kind::ShapeKind,
    request::{ShapeRequest, ShapeRules},
    sanitizer::Sanitizer,
    settings_error::GeoshapesError,
    tables::{ShapeTables, StoredShape, TableFailure},
    wikidata::{QueryRow, QueryService},
};
use crate::{
    settings::{GeoshapesSettings, KartoSettings},
    source::{Connections, client, postgis::QueryFailure},
    telemetry::{Event, event},
    work::{Class, Runner, WorkError},
};

/// The maximum number of concurrent requests, per connection to the database.
const REQUESTS_PER_CONNECTION: usize = 4;
/// The timeout of a probe.
const PROBE_TIMEOUT: Duration = Duration::from_secs(15);

/// Answers requests for shapes. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct Geoshapes {
    rules: ShapeRules,
    tables: Arc<ShapeTables>,
    /// `None` if queries are disabled.
    queries: Option<QueryService>,
    sanitizer: Sanitizer,
    runner: Arc<Runner>,
    permits: Arc<Semaphore>,
    timeout: Duration,
    /// Set when the tables have been read for the first time.
    examples: Arc<OnceLock<ShapeExamples>>,
    /// Whether failures of the database are errors; otherwise there are no shapes, as in Kartotherian.
    database_errors: bool,
}

impl Geoshapes {
    /// The shapes that `settings` describes, within the limits of `karto`. Work that takes time runs on `runner`. Connects
    /// to nothing.
    pub(crate) fn new(
        settings: &GeoshapesSettings,
        karto: &KartoSettings,
        runner: Arc<Runner>,
    ) -> Result<Self, GeoshapesError> {
        let parse = |key, text: &str| Url::parse(text).map_err(|error| GeoshapesError::Url { key, error });
        let queries = settings.wikidata_query_service.as_deref();
        let queries = queries.map(|url| parse("wikidataQueryService", url)).transpose()?;
        let api = parse("mw_api.uri", &settings.sanitizer.url)?;
        let pool = settings.pool_size as usize;
        let client = client::of_services(queries.iter().chain([&api]), pool)?;
        let timeout = karto.limits.request_timeout;
        Ok(Self {
            rules: ShapeRules {
                max_ids: settings.max_ids,
                queries: queries.is_some(),
                prepared_queries: settings.allow_user_queries,
            },
            tables: Arc::new(ShapeTables::new(settings, timeout)?),
            queries: queries.map(|url| QueryService::new(client.clone(), url, &settings.coordinate_predicate_id)),
            sanitizer: Sanitizer::new(client, api, headers(&settings.sanitizer.headers)?),
            runner,
            permits: Arc::new(Semaphore::new(pool.max(1) * REQUESTS_PER_CONNECTION)),
            timeout,
            examples: Arc::default(),
            database_errors: karto.answers.upstream_errors_as_5xx,
        })
    }

    /// The limits on requests.
    pub(crate) fn rules(&self) -> ShapeRules {
        self.rules
    }

    /// The features of `request`, on behalf of `client`.
    pub(crate) async fn features(
        &self,
        request: &ShapeRequest,
        client: &ClientInfo,
    ) -> Result<Vec<ShapeFeature>, ShapeError> {
        let _permit = self.permits.try_acquire().map_err(|_| ShapeError::Busy)?;
        let deadline = Instant::now() + self.timeout;
        let rows = self.query(request, client, deadline).await?;
        if request.kind == ShapeKind::Point {
            return Ok(feature::of_points(self.clean(rows, deadline).await?));
        }
        let mut known = HashSet::new();
        let ids = request.ids.iter().chain(rows.iter().map(|row| &row.id));
        let ids: Vec<String> = ids.filter(|id| known.insert(*id)).cloned().collect();
        let shapes = self.stored(request, &ids, deadline);
        let (shapes, rows) = tokio::try_join!(shapes, self.clean(rows, deadline))?;
        Ok(feature::of_shapes(shapes, rows))
    }

    /// The features of `request` as a GeoJSON `FeatureCollection` in WGS 84.
    pub(crate) async fn collection(&self, request: &ShapeRequest, client: &ClientInfo) -> Result<Value, ShapeError> {
        let features = self.features(request, client).await?;
        let deadline = Instant::now() + self.timeout;
        let value = self.work(deadline, move || serde_json::to_value(FeatureCollection { features: &features }));
        value.await?.map_err(|_| ShapeError::Lost)
    }

    /// The state of the pool of the database, for metrics.
    pub(crate) fn connections(&self) -> Vec<Connections> {
        self.tables.connections()
    }

    /// Why the tables cannot be read; nothing if they can. Messages are for operators.
    pub(crate) async fn probe(&self) -> Vec<String> {
        self.tables.problems(Instant::now() + PROBE_TIMEOUT).await
    }

    /// Ids of which there are shapes; none if the tables have not been read yet.
    pub(crate) fn examples(&self) -> ShapeExamples {
        self.examples.get().cloned().unwrap_or_default()
    }

    /// Whether there are other clones.
    pub(super) fn is_used(&self) -> bool {
        Arc::strong_count(&self.tables) > 1
    }

    /// Reads the tables for the first time, by `deadline`.
    pub(super) async fn first_read(&self, deadline: Instant) -> Result<(), String> {
        let problems = self.tables.problems(deadline).await;
        if !problems.is_empty() {
            return Err(problems.join("; "));
        }
        let examples = self.tables.examples(deadline).await.map_err(|failure| failure.to_string())?;
        let _ = self.examples.set(examples);
        Ok(())
    }

    /// The rows of the request's query, or of the query for the coordinates of its ids.
    async fn query(
        &self,
        request: &ShapeRequest,
        client: &ClientInfo,
        deadline: Instant,
    ) -> Result<Vec<QueryRow>, ShapeError> {
        let of_points = request.kind == ShapeKind::Point && !request.ids.is_empty();
        if request.query.is_none() && !of_points {
            return Ok(Vec::new());
        }
        let Some(service) = &self.queries else { return Err(ShapeError::QueriesOff) };
        let query = request.query.clone().unwrap_or_else(|| service.coordinates_of(&request.ids));
        let result = service.ask(&query, client.ip, deadline).await?;
        let column = request.id_column.clone();
        let rows = self.work(deadline, move || QueryService::rows(&result, column.as_deref())).await?;
        Ok(rows?)
    }

    /// `rows` with clean properties.
    async fn clean(&self, rows: Vec<QueryRow>, deadline: Instant) -> Result<Vec<QueryRow>, ShapeError> {
        if rows.is_empty() {
            return Ok(rows);
        }
        let form = self.work(deadline, move || Sanitizer::form(&rows)).await?;
        let answer = self.sanitizer.ask(form, deadline).await?;
        self.work(deadline, move || Sanitizer::rows(&answer)).await?
    }

    /// The shapes of `ids` in the database.
    async fn stored(
        &self,
        request: &ShapeRequest,
        ids: &[String],
        deadline: Instant,
    ) -> Result<Vec<StoredShape>, ShapeError> {
        let failure = match self.tables.shapes(request.kind, ids, request.simplification, deadline).await {
            Ok(shapes) => return Ok(shapes),
            Err(TableFailure::TooLarge) => return Err(ShapeError::TooLarge),
            Err(TableFailure::Query(QueryFailure::Busy(_))) => return Err(ShapeError::Busy),
            Err(TableFailure::Query(failure)) => failure,
        };
        let (class, public) = match failure {
            QueryFailure::Timeout(_) => (UpstreamFailure::Timeout, "The database did not answer in time"),
            QueryFailure::Fault(_) => (UpstreamFailure::Bad, "The database cannot be used"),
            _ => (UpstreamFailure::Unavailable, "The database is not available"),
        };
        // An answer that takes too long is no sign that there is none: clients should not see an empty map.
        if self.database_errors || class == UpstreamFailure::Timeout {
            let (public, cause) = (public.to_owned(), Arc::new(failure));
            return Err(ShapeError::Upstream { failure: class, public, cause });
        }
        event::ShapesMissing { kind: request.kind.name(), detail: &failure.to_string() }.emit();
        Ok(Vec::new())
    }

    /// Runs `job` on the threads for CPU work.
    async fn work<T: Send + 'static>(
        &self,
        deadline: Instant,
        job: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, ShapeError> {
        self.runner.run(Class::Short, deadline, |_| job()).await.map_err(|error| match error {
            WorkError::QueueFull => ShapeError::Busy,
            WorkError::Deadline => ShapeError::Timeout,
            WorkError::Panicked | WorkError::Stopped => ShapeError::Lost,
        })
    }
}

fn headers(configured: &BTreeMap<String, String>) -> Result<HeaderMap, GeoshapesError> {
    let header = |(name, value): (&String, &String)| {
        let name_and_value = HeaderName::try_from(name).ok().zip(HeaderValue::try_from(value).ok());
        name_and_value.ok_or_else(|| GeoshapesError::Header(name.clone()))
    };
    configured.iter().map(header).collect()
}
