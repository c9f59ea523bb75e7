//! `postgis://`

use std::{collections::BTreeMap, time::Duration};

use crate::{
    settings::{Place, Secret},
    tile::Bounds,
};

/// `postgis://`: vector tiles made by PostGIS.
#[derive(Debug, Clone)]
pub struct PostgisSettings {
    /// Connection URLs of the primary and replicas, which are used in round-robin order.
    pub hosts: Vec<Secret>,
    /// Maximum number of connections per host.
    pub pool_size: u32,
    /// How long a request waits for a connection.
    pub pool_timeout: Duration,
    /// `statement_timeout` of the session.
    pub statement_timeout: Duration,
    /// `plan_cache_mode` of the session: `auto`, `force_generic_plan` (also if `None`) or `force_custom_plan`.
    pub plan_cache_mode: Option<String>,
    /// Zooms served.
    pub min_zoom: u8,
    /// Zooms served.
    pub max_zoom: u8,
    /// The bounds of the data for `info.json`, in EPSG:3857; the whole world if `None`.
    pub bounds: Option<Bounds>,
    /// The layers, in the order in which they appear in tiles.
    pub layers: Vec<PostgisLayer>,
}

/// One layer of a `postgis://` source.
#[derive(Debug, Clone)]
pub struct PostgisLayer {
    /// The name of the layer in tiles.
    pub id: String,
    /// Where it is configured.
    pub place: Place,
    /// Zooms at which the layer exists.
    pub min_zoom: u8,
    /// Zooms at which the layer exists.
    pub max_zoom: u8,
    /// The extent of the layer, in MVT units per tile side.
    pub extent: u32,
    /// The buffer around the tile, in MVT units.
    pub buffer: u32,
    /// The column with the result of `ST_AsMVTGeom` (in queries) or with the geometry (in tables).
    pub geometry: String,
    /// The column with the feature id.
    pub id_field: Option<String>,
    /// Fields and their types for `info.json` (`String`, `Number`, `Boolean`); determined from the database if empty.
    pub fields: BTreeMap<String, String>,
    /// Where its rows come from.
    pub rows: PostgisRows,
}

/// Where the rows of a layer come from.
#[derive(Debug, Clone)]
pub enum PostgisRows {
    /// `sql:` with the tokens `!BBOX! !ZOOM! !SCALE_DENOMINATOR! !PIXEL_WIDTH! …`.
    Sql(String),
    /// `table: schema.table`: all columns except the geometry become fields.
    Table {
        /// The name, possibly with a schema.
        name: String,
        /// The SRID of the geometry column; looked up in the database if `None`.
        srid: Option<i32>,
    },
    /// `function: schema.name`: a function `name(bbox geometry, zoom int)` that returns rows.
    Function(String),
}
