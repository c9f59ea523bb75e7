//! The section `geoshapes`.

use std::collections::BTreeMap;

use super::{
    database::{credentials, database_url},
    fields::Fields,
};
use crate::{
    config::{
        document::{DocumentNode, scalar::ScalarValue},
        place,
        schema::{At, Checker},
    },
    diagnostic::{Code, Diagnostic},
    settings::{GeoshapesSettings, SanitizerSettings, Secret},
};

/// Wikimedia's API that cleans map data, as in Kartotherian: its URL and host.
const SANITIZER: (&str, &str) = ("https://en.wikipedia.org/w/api.php", "en.wikipedia.org");

/// The section `geoshapes` of `conf`, at `at`.
pub(super) fn geoshapes(conf: Fields<'_>, at: &At, checker: &mut Checker<'_>) -> Option<GeoshapesSettings> {
    let block = conf.section("geoshapes");
    let database = database(block, at, checker)?;
    let off = block
        .node("wikidataQueryService")
        .and_then(DocumentNode::scalar)
        .is_some_and(|s| s.value == ScalarValue::Bool(false));
    let service = if off { None } else { block.text("wikidataQueryService") };
    if let Some(node) = block.node("enableGeopoints").filter(|_| service.is_none() && block.bool("enableGeopoints")) {
        let diagnostic = Diagnostic::warning(
            Code::Contradiction,
            node.span,
            "`/geopoint` is enabled, but the Wikidata query service is not",
        )
        .cause("points come from the query service, so every request for points is refused")
        .help("remove `wikidataQueryService: false`, or `enableGeopoints`");
        checker.report(node, &At::key(&at.path, "enableGeopoints"), diagnostic);
    }
    Some(GeoshapesSettings {
        place: place::of_span(block.own()?.span, checker.files),
        database,
        pool_size: block.integer("poolSize")?,
        polygon_table: block.text("polygonTable")?,
        line_table: block.text("lineTable")?,
        max_ids: block.integer("maxidcount")?,
        wikidata_query_service: service,
        allow_user_queries: block.bool("allowUserQueries"),
        enable_geopoints: block.bool("enableGeopoints"),
        coordinate_predicate_id: block.text("coordinatePredicateId")?,
        sanitizer: sanitizer(conf, block),
    })
}

/// The connection URL, or that of its parts.
fn database(block: Fields<'_>, at: &At, checker: &mut Checker<'_>) -> Option<Secret> {
    if let Some(node) = block.node("url") {
        let parts = ["host", "database", "user", "password"].into_iter().filter(|part| block.node(part).is_some());
        let parts: Vec<_> = parts.map(|part| format!("`{part}`")).collect();
        if !parts.is_empty() {
            let message = format!("the database is named more than once: by `url` and by {}", parts.join(", "));
            let help = "remove `url`, or the other keys".to_owned();
            checker.error(Code::Contradiction, node, &At::key(&at.path, "url"), message, &help);
        }
        return Some(Secret::new(node.text()?.replacen("postgis://", "postgres://", 1)));
    }
    credentials(block.node("user"), block.node("password"), at, checker);
    let own = block.own()?;
    if block.node("database").is_none() && own.get("database").is_none() {
        let message = "`database` is missing".to_owned();
        checker.error(Code::MissingKey, own, at, message, "add `database: …`, or `url: { env(NAME) }`");
    }
    database_url(
        &block.text("host")?,
        block.integer("port")?,
        &block.text("database")?,
        &block.text("user").unwrap_or_default(),
        &block.text("password").unwrap_or_default(),
    )
}

/// The API of `mw_api`; otherwise that of `mwapi_req`, unless its URL depends on the request, or Wikimedia's.
fn sanitizer(conf: Fields<'_>, block: Fields<'_>) -> SanitizerSettings {
    let api = block.section("mw_api");
    if let Some(url) = api.text("uri") {
        return SanitizerSettings { url, headers: api.headers("headers") };
    }
    let template = conf.node("mwapi_req").and_then(|node| node.get("uri")).and_then(DocumentNode::text);
    let url = template.filter(|url| !url.contains("{{")).unwrap_or(SANITIZER.0);
    SanitizerSettings { url: url.to_owned(), headers: BTreeMap::from([("host".to_owned(), SANITIZER.1.to_owned())]) }
}
