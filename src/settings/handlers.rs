//! Kartotherian's request handlers other than tiles.

use std::collections::BTreeMap;

use crate::{
    settings::{Place, Secret},
    template::RequestTemplate,
};

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
    /// Where it is configured.
    pub place: Place,
    /// The connection URL of the database, built from host, port, database, user and password.
    pub database: Secret,
    /// The maximum number of connections.
    pub pool_size: u32,
    /// The table with areas (`polygonTable`).
    pub polygon_table: String,
    /// The table with lines (`lineTable`).
    pub line_table: String,
    /// The maximum number of ids in a request (`maxidcount`).
    pub max_ids: usize,
    /// The URL of the SPARQL endpoint (`wikidataQueryService`); `None` disables queries.
    pub wikidata_query_service: Option<String>,
    /// Whether requests may select a prepared query (`allowUserQueries`).
    pub allow_user_queries: bool,
    /// Whether `/geopoint` is enabled (`enableGeopoints`).
    pub enable_geopoints: bool,
    /// The property of Wikidata with coordinates, in SPARQL (`coordinatePredicateId`).
    pub coordinate_predicate_id: String,
    /// The API that cleans properties.
    pub sanitizer: SanitizerSettings,
}

/// The MediaWiki API that cleans the properties of map data (`mw_api`).
#[derive(Debug, Clone)]
pub struct SanitizerSettings {
    /// Its URL.
    pub url: String,
    /// Additional headers of requests, with names in lower case.
    pub headers: BTreeMap<String, String>,
}
