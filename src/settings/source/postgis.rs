//! Vector tiles from a database.

use std::{collections::BTreeMap, time::Duration};

use crate::{
    settings::{Place, Secret},
    tile::Bounds,
};

/// `postgis://`: vector tiles made by PostGIS, all layers in one round trip.
#[derive(Debug, Clone)]
pub struct PostgisSettings {
    /// Primary and replicas: libpq-style connection URLs, tried in order / balanced.
    pub hosts: Vec<Secret>,
    /// Maximum number of connections per host.
    pub pool_size: u32,
    /// How long a request waits for a connection.
    pub pool_timeout: Duration,
    /// `statement_timeout` of the session.
    pub statement_timeout: Duration,
    /// `plan_cache_mode` of the session: `auto`, `force_generic_plan` (used when `None`), `force_custom_plan`.
    pub plan_cache_mode: Option<String>,
    /// Zooms served.
    pub min_zoom: u8,
    /// Zooms served.
    pub max_zoom: u8,
    /// Where data is, for info.json; whole world when `None`. EPSG:3857.
    pub bounds: Option<Bounds>,
    /// The layers, in the order in which they appear in tiles.
    pub layers: Vec<PostgisLayer>,
}

/// One layer of a `postgis://` source.
#[derive(Debug, Clone)]
pub struct PostgisLayer {
    /// Layer name in the tile.
    pub id: String,
    /// Where it is configured.
    pub place: Place,
    /// Zooms at which the layer exists.
    pub min_zoom: u8,
    /// Zooms at which the layer exists.
    pub max_zoom: u8,
    /// Extent of the layer, MVT units per tile side.
    pub extent: u32,
    /// Buffer around the tile in MVT units.
    pub buffer: u32,
    /// Column of the result that holds the `ST_AsMVTGeom` geometry (queries) or the geometry (tables).
    pub geometry: String,
    /// Column that becomes the feature id.
    pub id_field: Option<String>,
    /// Fields and types for info.json (`String`, `Number`, `Boolean`); discovered when empty.
    pub fields: BTreeMap<String, String>,
    /// Where its rows come from.
    pub rows: PostgisRows,
}

/// Where the rows of a layer come from.
#[derive(Debug, Clone)]
pub enum PostgisRows {
    /// `sql:` with the tokens `!BBOX! !ZOOM! !SCALE_DENOMINATOR! !PIXEL_WIDTH! …`.
    Sql(String),
    /// `table: schema.table`: every column but the geometry becomes a field.
    Table {
        /// Possibly schema-qualified name.
        name: String,
        /// SRID of the geometry column; looked up when `None`.
        srid: Option<i32>,
    },
    /// `function: schema.name`: called as `name(bbox geometry, zoom int)`, returning rows.
    Function(String),
}
