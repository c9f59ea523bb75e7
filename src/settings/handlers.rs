//! Kartotherian's request handlers other than tiles.

use std::collections::BTreeMap;

use crate::{settings::Secret, template::RequestTemplate};

/// The enabled handlers and their settings.
#[derive(Debug, Clone, Default)]
pub struct HandlerSettings {
    /// Whether `/v4/marker` is enabled (module `maki`).
    pub markers: bool,
    /// Whether `/img` is enabled (module `snapshot`).
    pub snapshots: bool,
    /// `/geoshape`, `/geoline` and `/geopoint` (module `geoshapes` and its section).
    pub geoshapes: Option<GeoshapesSettings>,
    /// `allowedDomains`: scheme → domains from whose pages map data may be loaded.
    pub allowed_domains: BTreeMap<String, Vec<String>>,
    /// `mwapi_req`: the request template for the MediaWiki API.
    pub mwapi: Option<RequestTemplate>,
    /// `user_agent`: the `User-Agent` of requests to the MediaWiki API, if set.
    pub user_agent: Option<String>,
    /// `versioned_maps`: whether overlays may show the map data of a revision (`revid`).
    pub versioned_maps: bool,
}

/// The section `geoshapes`.
#[derive(Debug, Clone)]
pub struct GeoshapesSettings {
    /// The connection URL of the database, built from host, port, database, user and password.
    pub database: Secret,
    /// The maximum number of connections.
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
