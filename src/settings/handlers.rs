//! Kartotherian's request handlers beside tiles.

use std::collections::BTreeMap;

use crate::settings::Secret;

/// Which handlers are on, and how.
#[derive(Debug, Clone, Default)]
pub struct HandlerSettings {
    /// `/v4/marker` (module `maki`).
    pub markers: bool,
    /// `/img` (module `snapshot`).
    pub snapshots: bool,
    /// `/geoshape` and its relatives (module `geoshapes` and its block).
    pub geoshapes: Option<GeoshapesSettings>,
    /// `allowedDomains`: scheme → domains whose pages may be asked for overlays.
    pub allowed_domains: BTreeMap<String, Vec<String>>,
    /// `mwapi_req`: the request template for the MediaWiki API, as configured.
    pub mwapi: Option<serde_json::Value>,
}

/// The `geoshapes` block.
#[derive(Debug, Clone)]
pub struct GeoshapesSettings {
    /// Database connection URL built from host, port, database, user, password.
    pub database: Secret,
    /// Connections kept.
    pub pool_size: u32,
    /// `table`
    pub table: String,
    /// `polygonTable`
    pub polygon_table: String,
    /// `lineTable`
    pub line_table: String,
    /// `wikidataQueryService`
    pub wikidata_query_service: Option<String>,
    /// `allowUserQueries`
    pub allow_user_queries: bool,
    /// `enableGeopoints`
    pub enable_geopoints: bool,
    /// `coordinatePredicateId`
    pub coordinate_predicate_id: Option<String>,
    /// `mw_api`, as configured.
    pub mw_api: Option<serde_json::Value>,
}
