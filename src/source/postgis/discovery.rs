//! What the database says of the layers: which columns they have, and in which reference system.

use std::{collections::BTreeMap, time::Instant};

use deadpool_postgres::Client;
use futures_util::future::join_all;
use tokio_postgres::types::Type;

use super::{
    failure::{Failure, SqlFault},
    fetch::run,
    hosts::Host,
    layer::{Layer, Property, Rows},
    sql::{identifier, qualified},
    statement::Statement,
};
use crate::{
    settings::{
        PostgisLayer, PostgisRows,
        sql_tokens::{self, Piece},
    },
    source::VectorLayer,
};

/// A layer as configured, its SQL split at the tokens.
#[derive(Debug)]
pub(super) struct Declared {
    pub settings: PostgisLayer,
    rows: DeclaredRows,
}

#[derive(Debug)]
enum DeclaredRows {
    Sql(Vec<Piece>),
    Table { name: String, srid: Option<i32> },
    Function(String),
}

impl Declared {
    /// Reads what needs no database; the error names the layer.
    pub fn new(settings: PostgisLayer) -> Result<Self, String> {
        let of_layer = |why: String| format!("layer {:?}: {why}", settings.id);
        let name = |name: &str| qualified(name).ok_or_else(|| of_layer(format!("{name:?} is no name of a relation")));
        if settings.extent == 0 {
            return Err(of_layer("an extent of 0".to_owned()));
        }
        let rows = match &settings.rows {
            PostgisRows::Sql(sql) => {
                DeclaredRows::Sql(sql_tokens::parse(sql).map_err(|e| of_layer(format!("{e}: {}", e.fix())))?)
            }
            PostgisRows::Table { name: table, srid } => DeclaredRows::Table { name: name(table)?, srid: *srid },
            PostgisRows::Function(function) => DeclaredRows::Function(name(function)?),
        };
        Ok(Self { settings, rows })
    }

    /// What is known of it without the database.
    pub fn vector_layer(&self) -> VectorLayer {
        self.described_as(self.settings.fields.clone())
    }

    fn described_as(&self, fields: BTreeMap<String, String>) -> VectorLayer {
        let s = &self.settings;
        VectorLayer { id: s.id.clone(), fields, min_zoom: Some(s.min_zoom), max_zoom: Some(s.max_zoom) }
    }

    fn with(&self, rows: Rows) -> Layer {
        let s = &self.settings;
        Layer {
            id: s.id.clone(),
            min_zoom: s.min_zoom,
            max_zoom: s.max_zoom,
            extent: s.extent,
            buffer: s.buffer,
            geometry: s.geometry.clone(),
            id_field: s.id_field.clone(),
            rows,
        }
    }
}

/// A column of a layer's rows.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Column {
    name: String,
    /// The type's bare name: `int4`, `text`, `geometry` …
    kind: String,
}

impl Column {
    /// What TileJSON calls it; `None` for what becomes no field, or fields of unknown names (`jsonb`).
    /// `numeric` is text when a query delivers it and a number where karto writes the query.
    fn field_type(&self, is_query: bool) -> Option<&'static str> {
        match self.kind.as_str() {
            "bool" => Some("Boolean"),
            "int2" | "int4" | "int8" | "float4" | "float8" => Some("Number"),
            "numeric" if !is_query => Some("Number"),
            "geometry" | "geography" | "raster" | "bytea" | "jsonb" => None,
            _ => Some("String"),
        }
    }

    /// Whether a table's column goes into tiles when the configuration names none.
    fn is_property(&self) -> bool {
        !matches!(self.kind.as_str(), "geometry" | "geography" | "raster" | "bytea")
    }
}

/// Asks `host` about every layer. All that is wrong with them is found, not only the first fault.
pub(super) async fn discover(
    host: &Host,
    declared: &[Declared],
    deadline: Instant,
) -> Result<Vec<(Layer, VectorLayer)>, Vec<Failure>> {
    let client = host.connection(deadline).await.map_err(|failure| vec![failure])?;
    let asked = run(host, client, deadline, async |client| {
        postgis_version(client, &host.name).await.map_err(|failure| vec![failure])?;
        // all at once: tokio-postgres pipelines them
        let answers = join_all(declared.iter().map(|layer| describe(client, &host.name, layer))).await;
        let (mut found, mut failures) = (Vec::new(), Vec::new());
        for answer in answers {
            match answer {
                Ok(described) => found.push(described),
                Err(failure) => failures.push(failure),
            }
        }
        if failures.is_empty() { Ok(found) } else { Err(failures) }
    });
    asked.await.map_err(|failure| vec![failure])?
}

/// Prepares the tile statement of every layer at `zoom`s of its own, so that faults which only show in
/// the whole statement are found too.
pub(super) async fn prepare(host: &Host, layers: &[Layer], deadline: Instant) -> Vec<Failure> {
    let client = match host.connection(deadline).await {
        Ok(client) => client,
        Err(failure) => return vec![failure],
    };
    let prepared = run(host, client, deadline, async |client| {
        let mut failures = Vec::new();
        for layer in layers {
            let statement = Statement::tile([layer], layer.max_zoom);
            if let Err(error) = client.prepare(&statement.sql).await {
                failures.push(of_layer(&layer.id, Failure::of(&error, &host.name, Some(&statement))));
            }
        }
        failures
    });
    prepared.await.unwrap_or_else(|failure| vec![failure])
}

/// ST_AsMVT writes feature ids since PostGIS 3.0.
async fn postgis_version(client: &Client, host: &str) -> Result<(), Failure> {
    let fault = |message: String| {
        Failure::Sql(SqlFault { layer: None, at: None, sqlstate: String::new(), message, notes: Vec::new() })
    };
    let row = match client.query_one("SELECT postgis_lib_version()", &[]).await {
        Ok(row) => row,
        Err(error) if error.as_db_error().is_some_and(|db| db.code().code() == "42883") => {
            return Err(fault(format!("{host}: PostGIS is not there: run CREATE EXTENSION postgis in this database")));
        }
        Err(error) => return Err(Failure::of(&error, host, None)),
    };
    let version: String = row.try_get(0).map_err(|error| Failure::of(&error, host, None))?;
    let major: u32 = version.split('.').next().and_then(|major| major.parse().ok()).unwrap_or(0);
    if major >= 3 { Ok(()) } else { Err(fault(format!("{host}: PostGIS {version} is too old: karto needs 3.0"))) }
}

async fn describe(client: &Client, host: &str, declared: &Declared) -> Result<(Layer, VectorLayer), Failure> {
    let s = &declared.settings;
    let fault = |message: String| Failure::Sql(SqlFault::found(&s.id, message));
    let failed = |error: tokio_postgres::Error| of_layer(&s.id, Failure::of(&error, host, None));
    let (columns, rows) = match &declared.rows {
        DeclaredRows::Sql(pieces) => {
            let layer = declared.with(Rows::Sql(pieces.clone()));
            let statement = Statement::rows(&layer, s.max_zoom);
            let prepared = client.prepare(&statement.sql).await;
            let prepared = prepared.map_err(|error| of_layer(&s.id, Failure::of(&error, host, Some(&statement))))?;
            (columns_of(&prepared), layer.rows)
        }
        DeclaredRows::Function(name) => {
            let call = format!("SELECT * FROM {name}($1::geometry, $2::int4)");
            let columns = columns_of(&client.prepare(&call).await.map_err(failed)?);
            let chosen = properties(declared, &columns).map_err(fault)?;
            (columns, Rows::Function { name: name.clone(), columns: chosen })
        }
        DeclaredRows::Table { name, srid } => {
            let (columns, found) = table_columns(client, host, declared, name).await?;
            check_columns(declared, &columns).map_err(fault)?;
            let chosen = properties(declared, &columns).map_err(fault)?;
            let srid = match srid.or(found) {
                Some(srid) => srid,
                None => sampled_srid(client, host, declared, name).await?,
            };
            (columns, Rows::Table { name: name.clone(), columns: chosen, srid })
        }
    };
    check_columns(declared, &columns).map_err(fault)?;
    let fields = if s.fields.is_empty() { fields(declared, &columns) } else { s.fields.clone() };
    Ok((declared.with(rows), declared.described_as(fields)))
}

/// Faults the server cannot place belong to the layer that was asked about.
fn of_layer(id: &str, failure: Failure) -> Failure {
    match failure {
        Failure::Sql(mut fault) => {
            fault.layer.get_or_insert_with(|| id.to_owned());
            Failure::Sql(fault)
        }
        other => other,
    }
}

fn columns_of(statement: &tokio_postgres::Statement) -> Vec<Column> {
    let column = |c: &tokio_postgres::Column| Column { name: c.name().to_owned(), kind: c.type_().name().to_owned() };
    statement.columns().iter().map(column).collect()
}

/// The columns of a table, and the reference system its geometry column is declared with.
async fn table_columns(
    client: &Client,
    host: &str,
    declared: &Declared,
    name: &str,
) -> Result<(Vec<Column>, Option<i32>), Failure> {
    const COLUMNS: &str = "SELECT a.attname::text, t.typname::text, \
         CASE WHEN t.typname = 'geometry' THEN postgis_typmod_srid(a.atttypmod) END \
         FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid \
         WHERE a.attrelid = to_regclass($1) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum";
    let failed = |error: tokio_postgres::Error| of_layer(&declared.settings.id, Failure::of(&error, host, None));
    let statement = client.prepare_typed(COLUMNS, &[Type::TEXT]).await.map_err(failed)?;
    let rows = client.query(&statement, &[&name]).await.map_err(failed)?;
    if rows.is_empty() {
        let what = format!("there is no table {name} (names are taken as they are spelt, upper and lower case)");
        return Err(Failure::Sql(SqlFault::found(&declared.settings.id, what)));
    }
    let (mut columns, mut srid) = (Vec::new(), None);
    for row in rows {
        let column = Column { name: row.try_get(0).map_err(failed)?, kind: row.try_get(1).map_err(failed)? };
        let declared_srid: Option<i32> = row.try_get(2).map_err(failed)?;
        if column.name == declared.settings.geometry {
            srid = declared_srid.filter(|srid| *srid != 0);
        }
        columns.push(column);
    }
    Ok((columns, srid))
}

/// The reference system of the first geometry, where the column is declared without any.
async fn sampled_srid(client: &Client, host: &str, declared: &Declared, name: &str) -> Result<i32, Failure> {
    let geometry = identifier(&declared.settings.geometry);
    let sample = format!("SELECT ST_SRID({geometry}) FROM {name} WHERE {geometry} IS NOT NULL LIMIT 1");
    let failed = |error: tokio_postgres::Error| of_layer(&declared.settings.id, Failure::of(&error, host, None));
    let srid: Option<i32> = match client.query_opt(&sample, &[]).await.map_err(failed)? {
        Some(row) => row.try_get(0).map_err(failed)?,
        None => None,
    };
    srid.filter(|srid| *srid != 0).ok_or_else(|| {
        let what = format!("the reference system of {geometry} of {name} is unknown: set srid for the layer");
        Failure::Sql(SqlFault::found(&declared.settings.id, what))
    })
}

/// The columns of a table or function that go into tiles: those the configuration names, or all.
fn properties(declared: &Declared, columns: &[Column]) -> Result<Vec<Property>, String> {
    let s = &declared.settings;
    for wanted in s.fields.keys() {
        if !columns.iter().any(|column| column.name == *wanted) {
            return Err(format!("no column {wanted:?} (of fields); there are {}", names(columns)));
        }
    }
    let wanted = |column: &&Column| {
        let is_id = s.id_field.as_deref() == Some(&column.name);
        is_id || if s.fields.is_empty() { column.is_property() } else { s.fields.contains_key(&column.name) }
    };
    let chosen = columns.iter().filter(|column| column.name != s.geometry).filter(wanted);
    Ok(chosen.map(|column| Property { name: column.name.clone(), numeric: column.kind == "numeric" }).collect())
}

fn check_columns(declared: &Declared, columns: &[Column]) -> Result<(), String> {
    let s = &declared.settings;
    let find = |name: &str| columns.iter().find(|column| column.name == name);
    let geometry = find(&s.geometry)
        .ok_or_else(|| format!("no geometry column {:?}; the columns are {}", s.geometry, names(columns)))?;
    if geometry.kind != "geometry" {
        return Err(format!("column {:?} is {}, not geometry", s.geometry, geometry.kind));
    }
    let Some(id_field) = &s.id_field else { return Ok(()) };
    let id = find(id_field).ok_or_else(|| format!("no id column {id_field:?}; the columns are {}", names(columns)))?;
    if !matches!(id.kind.as_str(), "int2" | "int4" | "int8") {
        let quoted = identifier(id_field);
        let kind = &id.kind;
        return Err(format!(
            "id column {id_field:?} is {kind}; feature ids are integers: {quoted}::bigint AS {quoted}"
        ));
    }
    Ok(())
}

fn fields(declared: &Declared, columns: &[Column]) -> BTreeMap<String, String> {
    let id = declared.settings.id_field.as_deref();
    let is_query = matches!(declared.rows, DeclaredRows::Sql(_));
    let named = columns.iter().filter(|column| Some(column.name.as_str()) != id);
    named.filter_map(|column| Some((column.name.clone(), column.field_type(is_query)?.to_owned()))).collect()
}

fn names(columns: &[Column]) -> String {
    columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>().join(", ")
}
