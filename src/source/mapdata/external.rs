//! `ExternalData`: what it names.

use std::collections::BTreeMap;

use serde_json::{Map, Value};
use url::Url;

use super::{domain::Wiki, properties};
use crate::source::geoshape::ShapeKind;

/// The longest address.
const MAX_URL: usize = 8192;

/// The path of the MediaWiki API.
const API_PATH: &str = "/w/api.php";

/// A piece of external data, as written.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ExternalData {
    /// `geoshape`, `geoline`, `geopoint`, `geomask` or `page`.
    pub(super) service: String,
    /// The address of the data.
    url: String,
    /// Properties for the features of the data.
    pub(super) properties: Map<String, Value>,
}

/// What external data names.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Target {
    /// Shapes of Wikidata items, by the parameters of a request for them.
    Shapes {
        /// The kind of shapes.
        kind: ShapeKind,
        /// The parameters, decoded.
        query: Vec<(String, String)>,
        /// Whether the world is shown without them.
        mask: bool,
    },
    /// A page of map data.
    Page {
        /// The wiki.
        wiki: Wiki,
        /// Its title, without the namespace.
        title: String,
    },
}

/// External data that is not loaded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum ExternalProblem {
    /// An unknown service.
    #[error("the service {0:?} is not known")]
    Service(String),
    /// An address that cannot be read.
    #[error("its address is not a URL")]
    Url,
    /// A host that is not allowed.
    #[error("the host {0:?} is not in allowedDomains")]
    Host(String),
    /// A path that no such service has.
    #[error("the path {0:?} is not that of the service")]
    Path(String),
    /// A page without a title.
    #[error("its address names no page")]
    NoTitle,
}

impl ExternalData {
    /// Reads an object of the type `ExternalData`.
    pub(super) fn read(mut object: Map<String, Value>) -> Self {
        let mut text = |key: &str| match object.remove(key) {
            Some(Value::String(text)) => text,
            _ => String::new(),
        };
        let (service, url) = (text("service"), text("url"));
        Self { service, url, properties: properties::inherited(object.remove("properties")) }
    }

    /// What it names. Only addresses of the services that the data may come from are accepted: `allowed`
    /// (`allowedDomains`), the path of the service. An address without a host is one of `wiki`.
    pub(super) fn target(
        &self,
        wiki: &Wiki,
        allowed: &BTreeMap<String, Vec<String>>,
    ) -> Result<Target, ExternalProblem> {
        let base = Url::parse(&format!("{}://{}/", wiki.protocol, wiki.domain)).map_err(|_| ExternalProblem::Url)?;
        let url = Some(self.url.as_str()).filter(|url| !url.is_empty() && url.len() <= MAX_URL);
        let url = url.and_then(|url| base.join(url).ok()).ok_or(ExternalProblem::Url)?;
        let host = url.host_str().unwrap_or_default();
        let refused = || ExternalProblem::Host(host.to_owned());
        let from = Wiki::allowed(host, allowed).filter(|_| matches!(url.scheme(), "http" | "https"));
        let from = from.ok_or_else(refused)?;
        let shapes = |path: &str, kind: ShapeKind, mask: bool| {
            if url.path() != path {
                return Err(ExternalProblem::Path(url.path().to_owned()));
            }
            Ok(Target::Shapes { kind, query: url.query_pairs().into_owned().collect(), mask })
        };
        match self.service.as_str() {
            "geoshape" => shapes("/geoshape", ShapeKind::Area, false),
            "geomask" => shapes("/geoshape", ShapeKind::Area, true),
            "geoline" => shapes("/geoline", ShapeKind::Line, false),
            "geopoint" => shapes("/geopoint", ShapeKind::Point, false),
            "page" if url.path() != API_PATH => Err(ExternalProblem::Path(url.path().to_owned())),
            "page" => {
                let parameter = |name: &str| url.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value);
                let title = parameter("title").filter(|title| !title.is_empty() && !title.contains('|'));
                match title {
                    Some(title) if parameter("action").as_deref() == Some("jsondata") => {
                        Ok(Target::Page { wiki: from, title: title.into_owned() })
                    }
                    _ => Err(ExternalProblem::NoTitle),
                }
            }
            other => Err(ExternalProblem::Service(other.chars().take(40).collect())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn target(service: &str, url: &str) -> Result<Target, ExternalProblem> {
        let allowed =
            BTreeMap::from([("https".to_owned(), vec!["wikimedia.org".to_owned(), "wikipedia.org".to_owned()])]);
        let wiki = Wiki { protocol: "https", domain: "en.wikipedia.org".to_owned() };
        let object = serde_json::json!({"type": "ExternalData", "service": service, "url": url});
        let Value::Object(object) = object else { unreachable!() };
        ExternalData::read(object).target(&wiki, &allowed)
    }

    #[test]
    fn shapes_and_pages_are_recognized() {
        let query = vec![("getgeojson".to_owned(), "1".to_owned()), ("ids".to_owned(), "Q1".to_owned())];
        let shapes = |kind, mask| Ok(Target::Shapes { kind, query: query.clone(), mask });
        for (service, path, expected) in [
            ("geoshape", "geoshape", shapes(ShapeKind::Area, false)),
            ("geomask", "geoshape", shapes(ShapeKind::Area, true)),
            ("geoline", "geoline", shapes(ShapeKind::Line, false)),
            ("geopoint", "geopoint", shapes(ShapeKind::Point, false)),
        ] {
            assert_eq!(target(service, &format!("https://maps.wikimedia.org/{path}?getgeojson=1&ids=Q1")), expected);
        }
        let page = |domain: &str| {
            let wiki = Wiki { protocol: "https", domain: domain.to_owned() };
            Ok(Target::Page { wiki, title: "New York.map".to_owned() })
        };
        let query = "format=json&formatversion=2&action=jsondata&title=New+York.map";
        assert_eq!(
            target("page", &format!("//commons.wikimedia.org/w/api.php?{query}")),
            page("commons.wikimedia.org")
        );
        assert_eq!(target("page", &format!("/w/api.php?{query}")), page("en.wikipedia.org"));
    }

    #[test]
    fn other_addresses_are_refused() {
        let page = "action=jsondata&title=X.map";
        for (service, url) in [
            ("page", format!("https://evil.example/w/api.php?{page}")),
            ("page", format!("https://127.0.0.1/w/api.php?{page}")),
            ("page", format!("https://[::1]/w/api.php?{page}")),
            ("page", format!("https://en.wikipedia.org@evil.example/w/api.php?{page}")),
            ("page", format!("file:///w/api.php?{page}")),
            ("page", format!("https://commons.wikimedia.org/w/other.php?{page}")),
            ("page", "https://commons.wikimedia.org/w/api.php?action=query&title=X.map".to_owned()),
            ("page", "https://commons.wikimedia.org/w/api.php?action=jsondata&title=A|B".to_owned()),
            ("page", "https://commons.wikimedia.org/w/api.php?action=jsondata".to_owned()),
            ("geoshape", "https://evil.example/geoshape?ids=Q1".to_owned()),
            ("geoshape", "https://maps.wikimedia.org/geoline?ids=Q1".to_owned()),
            ("geoshape", String::new()),
            ("other", "https://maps.wikimedia.org/geoshape?ids=Q1".to_owned()),
            ("page", format!("https://commons.wikimedia.org/w/api.php?{page}&x={}", "x".repeat(MAX_URL))),
        ] {
            assert!(target(service, &url).is_err(), "{service} {url}");
        }
    }
}
