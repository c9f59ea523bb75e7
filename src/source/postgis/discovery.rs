//! Queries for the columns and reference systems of layers.

use std::time::Instant;

use deadpool_postgres::Client;
use futures_util::future::join_all;
use tokio_postgres::types::Type;

use super::{
    columns::{self, Column},
    configured::{ConfiguredLayer, ConfiguredRows},
    error::{DatabaseError, PostgisError},
    fetch::run,
    layer::{LayerRows, ResolvedLayer},
    layer_error::LayerFault,
    server::DatabaseServer,
    sql::identifier,
    statement::Statement,
};
use crate::source::VectorLayer;

/// Resolves all layers with the database of `server`. Returns all errors, not only the first.
pub(super) async fn discover(
    server: &DatabaseServer,
    layers: &[ConfiguredLayer],
    deadline: Instant,
) -> Result<Vec<(ResolvedLayer, VectorLayer)>, Vec<DatabaseError>> {
    let client = server.connection(deadline).await.map_err(|error| vec![error])?;
    let asked = run(server, client, deadline, async |client| {
        check_postgis(client, &server.name).await.map_err(|error| vec![error])?;
        // Run the queries concurrently: tokio-postgres pipelines them.
        let described = layers.iter().map(|layer| Database { client, server: &server.name, layer }.resolve());
        let (mut resolved, mut errors) = (Vec::new(), Vec::new());
        for result in join_all(described).await {
            match result {
                Ok(layer) => resolved.push(layer),
                Err(error) => errors.push(error),
            }
        }
        if errors.is_empty() { Ok(resolved) } else { Err(errors) }
    });
    asked.await.map_err(|error| vec![error])?
}

/// Prepares the tile statement of each layer separately, which also finds errors that [`discover`] does not.
pub(super) async fn prepare(
    server: &DatabaseServer,
    layers: &[ResolvedLayer],
    deadline: Instant,
) -> Vec<DatabaseError> {
    let client = match server.connection(deadline).await {
        Ok(client) => client,
        Err(error) => return vec![error],
    };
    let prepared = run(server, client, deadline, async |client| {
        let mut errors = Vec::new();
        for layer in layers {
            let statement = Statement::tile([layer], layer.max_zoom);
            if let Err(error) = client.prepare(&statement.sql).await {
                errors.push(DatabaseError::new(error, &server.name, Some(&statement)).in_layer(&layer.id));
            }
        }
        errors
    });
    prepared.await.unwrap_or_else(|error| vec![error])
}

/// Checks the version of PostGIS: `ST_AsMVT` supports feature ids since 3.0.
async fn check_postgis(client: &Client, server: &str) -> Result<(), DatabaseError> {
    let failed = |error| DatabaseError::new(error, server, None);
    let row = match client.query_one("SELECT postgis_lib_version()", &[]).await {
        Ok(row) => row,
        Err(error) if error.code().is_some_and(|state| state.code() == "42883") => {
            return Err(PostgisError::Missing { server: server.to_owned() }.into());
        }
        Err(error) => return Err(failed(error)),
    };
    let version: String = row.try_get(0).map_err(failed)?;
    let major: u32 = version.split('.').next().and_then(|major| major.parse().ok()).unwrap_or(0);
    if major >= 3 { Ok(()) } else { Err(PostgisError::TooOld { server: server.to_owned(), version }.into()) }
}

/// A connection that is queried about a layer.
struct Database<'a> {
    client: &'a Client,
    /// `host:port/database`.
    server: &'a str,
    layer: &'a ConfiguredLayer,
}

impl Database<'_> {
    async fn resolve(self) -> Result<(ResolvedLayer, VectorLayer), DatabaseError> {
        let layer = self.layer;
        let (columns, rows) = match &layer.rows {
            ConfiguredRows::Sql(pieces) => {
                let unchecked = layer.resolved(LayerRows::Sql(pieces.clone()));
                let statement = Statement::rows(&unchecked, layer.settings.max_zoom);
                let prepared = self.client.prepare(&statement.sql).await;
                let prepared = prepared.map_err(|error| self.failed(error, Some(&statement)))?;
                (Column::all_of(&prepared), unchecked.rows)
            }
            ConfiguredRows::Function(name) => {
                let call = format!("SELECT * FROM {name}($1::geometry, $2::int4)");
                let prepared = self.client.prepare(&call).await.map_err(|error| self.failed(error, None))?;
                let columns = Column::all_of(&prepared);
                let properties = columns::properties(layer, &columns).map_err(|fault| self.fault(fault))?;
                (columns, LayerRows::Function { name: name.clone(), columns: properties })
            }
            ConfiguredRows::Table { name, srid } => {
                let (columns, declared) = self.table_columns(name).await?;
                columns::check(layer, &columns).map_err(|fault| self.fault(fault))?;
                let properties = columns::properties(layer, &columns).map_err(|fault| self.fault(fault))?;
                let srid = match srid.or(declared) {
                    Some(srid) => srid,
                    None => self.sampled_srid(name).await?,
                };
                (columns, LayerRows::Table { name: name.clone(), columns: properties, srid })
            }
        };
        columns::check(layer, &columns).map_err(|fault| self.fault(fault))?;
        Ok((layer.resolved(rows), layer.described_as(columns::fields(layer, &columns))))
    }

    /// The columns of a table, and the declared reference system of its geometry column.
    async fn table_columns(&self, name: &str) -> Result<(Vec<Column>, Option<i32>), DatabaseError> {
        const COLUMNS: &str = "SELECT a.attname::text, t.typname::text, \
             CASE WHEN t.typname = 'geometry' THEN postgis_typmod_srid(a.atttypmod) END \
             FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid \
             WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum";
        let failed = |error| self.failed(error, None);
        let statement = self.client.prepare_typed(COLUMNS, &[Type::TEXT]).await.map_err(failed)?;
        let rows = self.client.query(&statement, &[&name]).await.map_err(failed)?;
        if rows.is_empty() {
            return Err(self.fault(LayerFault::NoTable(name.to_owned())));
        }
        let (mut columns, mut srid) = (Vec::new(), None);
        for row in rows {
            let column = Column { name: row.try_get(0).map_err(failed)?, kind: row.try_get(1).map_err(failed)? };
            let declared: Option<i32> = row.try_get(2).map_err(failed)?;
            if column.name == self.layer.settings.geometry {
                srid = declared.filter(|srid| *srid != 0);
            }
            columns.push(column);
        }
        Ok((columns, srid))
    }

    /// The reference system of the first geometry, for a column without a declared one.
    async fn sampled_srid(&self, table: &str) -> Result<i32, DatabaseError> {
        let name = &self.layer.settings.geometry;
        let geometry = identifier(name);
        let sample = format!("SELECT ST_SRID({geometry}) FROM {table} WHERE {geometry} IS NOT NULL LIMIT 1");
        let failed = |error| self.failed(error, None);
        let srid: Option<i32> = match self.client.query_opt(&sample, &[]).await.map_err(failed)? {
            Some(row) => row.try_get(0).map_err(failed)?,
            None => None,
        };
        srid.filter(|srid| *srid != 0)
            .ok_or_else(|| self.fault(LayerFault::UnknownSrid { geometry: name.clone(), table: table.to_owned() }))
    }

    fn failed(&self, error: tokio_postgres::Error, statement: Option<&Statement>) -> DatabaseError {
        DatabaseError::new(error, self.server, statement).in_layer(&self.layer.settings.id)
    }

    fn fault(&self, fault: LayerFault) -> DatabaseError {
        fault.of(&self.layer.settings.id).into()
    }
}
