//! URIs of sources.

use percent_encoding::percent_decode_str;

use crate::{
    config::{
        document::{DocumentNode, Kind, MappingEntry, Scalar, scalar},
        keys::schemes::{FOREIGN, SCHEMES, Scheme, scheme},
        schema::{At, Checker, has_host},
        secrets,
    },
    diagnostic::{Code, Diagnostic},
    spelling::did_you_mean,
};

/// The parts of a source's URI. `http` URIs are templates and are kept whole.
#[derive(Debug, Clone)]
pub(crate) struct SourceUri {
    /// The kind of source.
    pub scheme: &'static Scheme,
    /// The part between `://` and the query, percent-decoded except for `postgis`; the whole URI for `http`.
    pub rest: String,
    /// The query, decoded; empty for `http`.
    pub query: Vec<(String, String)>,
}

/// Parses the URI in `node`; `None` if it is invalid, which has been reported, or if the node is not a scalar.
pub(crate) fn parse(node: &DocumentNode, at: &At, checker: &mut Checker<'_>) -> Option<SourceUri> {
    let text = node.text()?;
    let known: Vec<_> = SCHEMES.iter().flat_map(|s| s.names.iter().copied()).collect();
    let schemes = || known.iter().map(|n| format!("`{n}://`")).collect::<Vec<_>>().join(", ");
    let Some((name, rest)) = text.split_once(':').filter(|(name, _)| is_scheme(name)) else {
        let message = format!("{} has no scheme: {}", at.subject, checker.shown(node, at));
        let help = format!("start it with one of {}", schemes());
        checker.report(node, at, Diagnostic::error(Code::BadUri, node.span, message).help(help));
        return None;
    };
    let Some(scheme) = scheme(name) else {
        let message = format!("karto has no `{name}://` sources");
        let lower = name.to_ascii_lowercase();
        let diagnostic = Diagnostic::error(Code::UnknownScheme, node.span, message);
        let diagnostic = match FOREIGN.iter().find(|(foreign, _)| *foreign == lower) {
            Some((_, instead)) => diagnostic.help(*instead),
            None => diagnostic
                .help(format!("the schemes are {}", schemes()))
                .suggest(did_you_mean(&lower, known.iter().copied()).map(|n| format!("{n}://"))),
        };
        checker.report(node, at, diagnostic);
        return None;
    };
    let Some(rest) = rest.strip_prefix("//") else {
        let message = format!("`//` is missing after `{name}:`");
        let meant = format!("{name}://{}", secrets::mask(rest.trim_start_matches('/')));
        checker.report(node, at, Diagnostic::error(Code::BadUri, node.span, message).suggest(Some(meant)));
        return None;
    };
    if scheme.names.contains(&"http") {
        template(node, at, text, checker)?;
        return Some(SourceUri { scheme, rest: text.to_owned(), query: Vec::new() });
    }
    let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
    // In `pmtiles://https://host/a?b=c`, the query belongs to the inner URL.
    if rest.starts_with("http://") || rest.starts_with("https://") {
        let whole = text.split_once("://").map_or("", |(_, rest)| rest).to_owned();
        return Some(SourceUri { scheme, rest: whole, query: Vec::new() });
    }
    let decode = |t: &str| percent_decode_str(t).decode_utf8_lossy().into_owned();
    let query = url::form_urlencoded::parse(query.as_bytes()).map(|(k, v)| (k.into_owned(), v.into_owned())).collect();
    // Connection URLs of databases are decoded by their own parser.
    let rest = if scheme.names.contains(&"postgis") { rest.to_owned() } else { decode(rest) };
    Some(SourceUri { scheme, rest, query })
}

fn is_scheme(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
        && name.len() > 1
}

/// Checks the template of an `http` source.
fn template(node: &DocumentNode, at: &At, text: &str, checker: &mut Checker<'_>) -> Option<()> {
    let filled = ["{z}", "{x}", "{y}", "{-y}", "{scale}", "{format}", "{lang}"]
        .iter()
        .fold(text.to_owned(), |t, p| t.replace(p, "1"));
    let mut report = |message: String, cause: Option<&str>, help: &str| {
        let mut diagnostic = Diagnostic::error(Code::BadUri, node.span, message).help(help);
        diagnostic.cause = cause.map(Into::into);
        checker.report(node, at, diagnostic);
    };
    if !has_host(text) {
        let cause = "a template that renders a missing host as nothing produces this";
        report(format!("{} has no host", at.subject), Some(cause), "write `http://host:port/path/{z}/{x}/{y}.pbf`");
        return None;
    }
    if let Err(error) = url::Url::parse(&filled) {
        report(format!("{} is not a URL: {error}", at.subject), None, "write `http://host:port/path/{z}/{x}/{y}.pbf`");
        return None;
    }
    let missing: Vec<_> = [
        ("{z}", text.contains("{z}")),
        ("{x}", text.contains("{x}")),
        ("{y}", text.contains("{y}") || text.contains("{-y}")),
    ]
    .into_iter()
    .filter_map(|(name, there)| (!there).then_some(format!("`{name}`")))
    .collect();
    if !missing.is_empty() {
        let message = format!("{} has no {}: all tiles would have the same URL", at.subject, missing.join(", "));
        report(message, None, "write the template of a tile: `http://host:port/path/{z}/{x}/{y}.pbf`");
        return None;
    }
    Some(())
}

/// `params` merged with the query of the URI; keys in `params` take precedence.
pub(crate) fn with_query(params: Option<&DocumentNode>, uri: &SourceUri, node: &DocumentNode) -> Option<DocumentNode> {
    if uri.query.is_empty() {
        return params.cloned();
    }
    let mut merged =
        params.cloned().unwrap_or(DocumentNode { span: node.span, kind: Kind::Mapping(Vec::new()), origin: None });
    if let Kind::Mapping(entries) = &mut merged.kind {
        for (key, text) in &uri.query {
            if !entries.iter().any(|e| e.key == *key) {
                let value = scalar::resolve(text);
                let kind = match value {
                    Some(value) => Kind::Scalar(Scalar { text: text.clone(), value, plain: true }),
                    None => Kind::Null,
                };
                let value = DocumentNode { span: node.span, kind, origin: node.origin.clone() };
                entries.push(MappingEntry { key: key.clone(), key_span: node.span, value });
            }
        }
    }
    Some(merged)
}
