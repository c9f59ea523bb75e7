//! The tables of shapes.

use std::time::{Duration, Instant};

use serde_json::value::RawValue;
use tokio_postgres::{Row, types::ToSql};

use super::{
    examples::ShapeExamples, kind::ShapeKind, settings_error::GeoshapesError, simplification::Simplification, statement,
};
use crate::{
    settings::GeoshapesSettings,
    source::{
        Connections,
        postgis::{Database, QueryFailure, SessionSettings, qualified},
    },
};

/// How long a request waits for a connection.
const POOL_TIMEOUT: Duration = Duration::from_secs(10);

/// The tables with areas and lines.
#[derive(Debug)]
pub(super) struct ShapeTables {
    database: Database,
    /// Quoted names.
    areas: String,
    lines: String,
}

/// A geometry from the database.
#[derive(Debug)]
pub(super) struct StoredShape {
    /// The Wikidata id.
    pub(super) id: String,
    /// GeoJSON; `None` if simplification left nothing of it.
    pub(super) geometry: Option<Box<RawValue>>,
}

/// There are no shapes.
#[derive(Debug, thiserror::Error)]
pub(super) enum TableFailure {
    /// The query failed.
    #[error(transparent)]
    Query(#[from] QueryFailure),
    /// The geometries are too large.
    #[error("the geometries have more than {} bytes", statement::MAX_GEOMETRY_BYTES)]
    TooLarge,
}

impl ShapeTables {
    /// The tables of `settings`, with statements of at most `statement_timeout`. Does not connect.
    pub(super) fn new(settings: &GeoshapesSettings, statement_timeout: Duration) -> Result<Self, GeoshapesError> {
        let session = SessionSettings {
            pool_size: settings.pool_size,
            pool_timeout: POOL_TIMEOUT.min(statement_timeout),
            statement_timeout,
            plan_cache_mode: "auto".to_owned(),
        };
        let quoted = |name: &str| qualified(name).ok_or_else(|| GeoshapesError::Table(name.to_owned()));
        Ok(Self {
            database: Database::new(&settings.database, &session)?,
            areas: quoted(&settings.polygon_table)?,
            lines: quoted(&settings.line_table)?,
        })
    }

    /// The shapes of `ids`, in the order of their ids as texts; ids that the table lacks are left out.
    pub(super) async fn shapes(
        &self,
        kind: ShapeKind,
        ids: &[String],
        simplification: Simplification,
        deadline: Instant,
    ) -> Result<Vec<StoredShape>, TableFailure> {
        let Some(table) = self.of(kind).filter(|_| !ids.is_empty()) else { return Ok(Vec::new()) };
        let sql = statement::shapes(table, simplification);
        let argument = statement::argument(simplification);
        let mut params: Vec<&(dyn ToSql + Sync)> = vec![&ids];
        params.extend(argument.iter().map(|by| by as &(dyn ToSql + Sync)));
        let rows = self.database.rows(&sql, &params, deadline).await?;
        rows.iter().map(shape).collect()
    }

    /// Why the tables cannot be read; nothing if they can.
    pub(super) async fn problems(&self, deadline: Instant) -> Vec<String> {
        let (areas, lines) = tokio::join!(self.problem(&self.areas, deadline), self.problem(&self.lines, deadline));
        let mut problems: Vec<_> = areas.into_iter().chain(lines).collect();
        // An unreachable database is one problem.
        problems.dedup();
        problems
    }

    async fn problem(&self, table: &str, deadline: Instant) -> Option<String> {
        // The statement of requests needs the same columns, functions and permissions if it finds nothing.
        let sql = statement::shapes(table, Simplification::None);
        match self.database.rows(&sql, &[&Vec::<String>::new()], deadline).await {
            Ok(_) => None,
            Err(QueryFailure::Fault(problem)) => Some(format!("the table {table}: {problem}")),
            Err(failure) => Some(failure.to_string()),
        }
    }

    /// Ids of small shapes.
    pub(super) async fn examples(&self, deadline: Instant) -> Result<ShapeExamples, QueryFailure> {
        let (area, line) = tokio::join!(self.example(&self.areas, deadline), self.example(&self.lines, deadline));
        Ok(ShapeExamples { area: area?, line: line? })
    }

    async fn example(&self, table: &str, deadline: Instant) -> Result<Option<String>, QueryFailure> {
        let rows = self.database.rows(&statement::example(table), &[], deadline).await?;
        rows.first().map(|row| row.try_get(0).map_err(unexpected)).transpose()
    }

    /// The state of the pool, for metrics.
    pub(super) fn connections(&self) -> Vec<Connections> {
        self.database.connections()
    }

    fn of(&self, kind: ShapeKind) -> Option<&str> {
        match kind {
            ShapeKind::Area => Some(&self.areas),
            ShapeKind::Line => Some(&self.lines),
            ShapeKind::Point => None,
        }
    }
}

fn shape(row: &Row) -> Result<StoredShape, TableFailure> {
    let too_large: Option<bool> = row.try_get(1).map_err(unexpected)?;
    if too_large == Some(true) {
        return Err(TableFailure::TooLarge);
    }
    let text: Option<String> = row.try_get(2).map_err(unexpected)?;
    let geometry = text.map(RawValue::from_string).transpose().map_err(unexpected)?;
    Ok(StoredShape { id: row.try_get(0).map_err(unexpected)?, geometry })
}

/// A row that does not have the form that the statement asks for.
fn unexpected(error: impl std::error::Error) -> QueryFailure {
    QueryFailure::Fault(format!("an unexpected row: {error}"))
}
