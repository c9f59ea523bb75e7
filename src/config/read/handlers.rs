//! Enabled request handlers.

use std::collections::BTreeMap;

use super::{
    fields::{Fields, texts},
    geoshapes::geoshapes,
    request_template::request_template,
};
use crate::{
    config::{
        document::DocumentNode,
        schema::{At, Checker},
    },
    diagnostic::{Code, Diagnostic},
    settings::HandlerSettings,
};

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
