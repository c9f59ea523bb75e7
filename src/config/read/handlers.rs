//! Enabled request handlers, and the section `geoshapes`.

use std::collections::BTreeMap;

use super::{
    database::{credentials, database_url},
    fields::{Fields, texts},
    request_template::request_template,
};
use crate::{
    config::{
        document::{DocumentNode, scalar::ScalarValue},
        place,
        schema::{At, Checker},
    },
    diagnostic::{Code, Diagnostic},
    settings::{GeoshapesSettings, HandlerSettings, SanitizerSettings},
};

/// Wikimedia's API that cleans map data, as in Kartotherian.
const SANITIZER: (&str, &str) = ("https://en.wikipedia.org/w/api.php", "en.wikipedia.org");

/// The handlers of `conf`, whose YAML path is `path`.
pub(crate) fn handlers(conf: Fields<'_>, path: &str, checker: &mut Checker<'_>) -> HandlerSettings {
    let named = conf.texts("requestHandlers");
    let on =
        |name: &str| named.as_ref().is_none_or(|list| list.iter().any(|h| h.trim_end_matches(".js").ends_with(name)));
    let block = conf.node("geoshapes").filter(|_| on("geoshapes"));
    if let Some(list) = conf.node("requestHandlers").filter(|_| named.is_some() && on("geoshapes") && block.is_none()) {
        let at = At::key(path, "requestHandlers");
        let diagnostic = Diagnostic::warning(
            Code::Contradiction,
            list.span,
            "the request handler `geoshapes` is enabled, but there is no `geoshapes` section",
        )
        .cause("without its database, `/geoshape`, `/geoline` and `/geopoint` answer 404")
        .help("add the section `geoshapes`, or remove the handler from the list");
        checker.report(list, &at, diagnostic);
    }
    let allowed = conf.node("allowedDomains").map_or(&[][..], DocumentNode::entries);
    HandlerSettings {
        markers: on("maki"),
        snapshots: on("snapshot"),
        geoshapes: block.and_then(|_| geoshapes(conf, &At::key(path, "geoshapes"), checker)),
        allowed_domains: allowed.iter().map(|e| (e.key.clone(), texts(&e.value))).collect::<BTreeMap<_, _>>(),
        mwapi: conf.node("mwapi_req").and_then(|node| request_template(node, path, checker)),
        user_agent: conf.text("user_agent"),
        versioned_maps: conf.bool("versioned_maps"),
    }
}

fn geoshapes(conf: Fields<'_>, at: &At, checker: &mut Checker<'_>) -> Option<GeoshapesSettings> {
    let block = conf.section("geoshapes");
    credentials(block.node("user"), block.node("password"), at, checker);
    let database = database_url(
        &block.text("host")?,
        block.integer("port")?,
        &block.text("database")?,
        &block.text("user").unwrap_or_default(),
        &block.text("password").unwrap_or_default(),
    )?;
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
