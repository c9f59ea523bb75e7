//! Request handlers: which are on, and the geoshapes block.

use std::collections::BTreeMap;

use url::Url;

use super::fields::{Fields, texts};
use crate::{
    config::{
        document::{Node, scalar::Value},
        schema::{At, Checker},
    },
    diagnostic::{Code, Diagnostic},
    settings::{GeoshapesSettings, HandlerSettings, Secret},
};

/// The handlers of `conf`, which is called `path`.
pub fn handlers(conf: Fields<'_>, path: &str, checker: &mut Checker<'_>) -> HandlerSettings {
    let named = conf.texts("requestHandlers");
    let on =
        |name: &str| named.as_ref().is_none_or(|list| list.iter().any(|h| h.trim_end_matches(".js").ends_with(name)));
    let block = conf.node("geoshapes").filter(|_| on("geoshapes"));
    if let Some(list) = conf.node("requestHandlers").filter(|_| named.is_some() && on("geoshapes") && block.is_none()) {
        let at = At::key(path, "requestHandlers");
        let diagnostic = Diagnostic::warning(
            Code::Contradiction,
            list.span,
            "the request handler `geoshapes` is on, but there is no `geoshapes` block",
        )
        .cause("without its database `/geoshape` and its relatives answer 404")
        .help("add the `geoshapes` block, or take the handler out of the list");
        checker.report(list, &at, diagnostic);
    }
    let allowed = conf.node("allowedDomains").map_or(&[][..], Node::entries);
    HandlerSettings {
        markers: on("maki"),
        snapshots: on("snapshot"),
        geoshapes: block.and_then(|_| geoshapes(conf.section("geoshapes"), &At::key(path, "geoshapes"), checker)),
        allowed_domains: allowed.iter().map(|e| (e.key.clone(), texts(&e.value))).collect::<BTreeMap<_, _>>(),
        mwapi: conf.json("mwapi_req"),
    }
}

fn geoshapes(block: Fields<'_>, at: &At, checker: &mut Checker<'_>) -> Option<GeoshapesSettings> {
    credentials(block.node("user"), block.node("password"), at, checker);
    let database = database_url(
        &block.text("host")?,
        block.integer("port")?,
        &block.text("database")?,
        &block.text("user").unwrap_or_default(),
        &block.text("password").unwrap_or_default(),
    )?;
    let off = block.node("wikidataQueryService").and_then(Node::scalar).is_some_and(|s| s.value == Value::Bool(false));
    Some(GeoshapesSettings {
        database,
        pool_size: block.integer("poolSize")?,
        table: block.text("table")?,
        polygon_table: block.text("polygonTable")?,
        line_table: block.text("lineTable")?,
        wikidata_query_service: if off { None } else { block.text("wikidataQueryService") },
        allow_user_queries: block.bool("allowUserQueries"),
        enable_geopoints: block.bool("enableGeopoints"),
        coordinate_predicate_id: block.text("coordinatePredicateId"),
        mw_api: block.json("mw_api"),
    })
}

/// A password that is empty for a user that is not, or the other way round, is a value that was lost;
/// both empty says that there are none.
pub fn credentials(user: Option<&Node>, password: Option<&Node>, at: &At, checker: &mut Checker<'_>) {
    let empty = |node: Option<&Node>| node.and_then(Node::text).is_some_and(|t| t.trim().is_empty());
    let set = |node: Option<&Node>| node.and_then(Node::text).is_some_and(|t| !t.trim().is_empty());
    let Some(node) = password.filter(|_| empty(password)).or(user.filter(|_| empty(user))) else { return };
    let inner = At::key(&at.path, if empty(password) { "password" } else { "user" });
    if empty(user) && empty(password) {
        let diagnostic = Diagnostic::warning(
            Code::EmptySecret,
            node.span,
            "`user` and `password` are empty: the database is asked without them",
        )
        .cause("this works only where the database trusts everyone who reaches it")
        .help("set both, the password as `{ env(NAME) }`; or remove both keys to say nothing");
        return checker.report(node, &inner, diagnostic);
    }
    if empty(password) && (set(user) || user.is_none()) || empty(user) && set(password) {
        let diagnostic = Diagnostic::error(Code::EmptySecret, node.span, format!("{} is empty", inner.subject))
            .cause("a template or an environment variable without its value looks like this")
            .help(match empty(password) {
                true => "give the password as `{ env(NAME) }`; where the database needs none, remove the key",
                false => "give the user whose password this is",
            });
        checker.report(node, &inner, diagnostic);
    }
}

/// A connection URL of its parts.
pub fn database_url(host: &str, port: u16, database: &str, user: &str, password: &str) -> Option<Secret> {
    let mut url = Url::parse("postgres://localhost/").ok()?;
    let host = if host.contains(':') && host.parse::<std::net::IpAddr>().is_ok() {
        format!("[{host}]")
    } else {
        host.to_owned()
    };
    url.set_host(Some(&host)).ok()?;
    url.set_port(Some(port)).ok()?;
    url.set_username(user).ok()?;
    url.set_password((!password.is_empty()).then_some(password)).ok()?;
    url.path_segments_mut().ok()?.clear().push(database);
    Some(Secret::new(url.to_string()))
}
