//! What a URL on the command line leads to.

use std::net::SocketAddr;

use anyhow::{Context as _, bail};
use http::{HeaderName, HeaderValue};
use serde_json::Value;
use url::Url;

use super::template::TileTemplate;
use crate::cli::client::{RemoteServer, send};

/// The maximum size of a TileJSON, in bytes.
const MAX_DOCUMENT: usize = 4 << 20;

/// A server, and what is requested from it.
#[derive(Debug)]
pub(super) struct BenchTarget {
    /// The URL as it was given.
    pub(super) name: String,
    /// Where to connect.
    pub(super) server: ServerAddress,
    /// What to request, unless there is a list of requests.
    pub(super) what: BenchPath,
}

/// Where to connect, and what every request has.
#[derive(Debug, Clone)]
pub(super) struct ServerAddress {
    /// Its address.
    pub(super) address: SocketAddr,
    /// The value of `Host`.
    pub(super) host: HeaderValue,
    /// More fields of every request.
    pub(super) headers: Vec<(HeaderName, HeaderValue)>,
}

/// What is requested.
#[derive(Debug, Clone)]
pub(super) enum BenchPath {
    /// Tiles.
    Tiles {
        /// Their addresses.
        template: TileTemplate,
        /// The first and the last zoom that the server says it has.
        zooms: Option<(u8, u8)>,
    },
    /// One path.
    One(String),
}

/// What the URL of a target stands for.
#[derive(Debug, Clone, Copy)]
pub(super) enum UrlMeaning<'a> {
    /// Itself: a template, a TileJSON or one path.
    Address,
    /// The base of a server with karto's and Kartotherian's addresses, and a source there.
    Source {
        /// The source.
        name: &'a str,
        /// The format of its tiles.
        format: &'a str,
    },
    /// The base of a server; paths are known already.
    Server,
}

impl BenchTarget {
    /// Finds out what `text` leads to.
    pub(super) async fn find(
        text: &str,
        meaning: UrlMeaning<'_>,
        headers: &[(HeaderName, HeaderValue)],
    ) -> anyhow::Result<Self> {
        // Braces are not allowed in URLs.
        let (before, _) = text.split_once('{').unwrap_or((text, ""));
        let url = Url::parse(before).with_context(|| format!("{text} is not a URL"))?;
        if url.scheme() != "http" {
            bail!("{text}: only http:// can be loaded; put the load on a server without TLS");
        }
        let host = url.host_str().with_context(|| format!("{text} has no host"))?;
        let port = url.port_or_known_default().unwrap_or(80);
        let found = tokio::net::lookup_host((host.trim_matches(['[', ']']), port)).await;
        let found = found.with_context(|| format!("cannot resolve {host}"))?.next();
        let address = found.with_context(|| format!("{host} has no address"))?;
        let origin = origin(text).with_context(|| format!("{text} is not a URL"))?;
        let authority = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        let server = ServerAddress { address, host: authority.parse()?, headers: headers.to_vec() };
        let path = text.get(origin.len()..).filter(|path| !path.is_empty()).unwrap_or("/");
        let what = match (TileTemplate::parse(path), meaning) {
            (Some(template), _) => BenchPath::Tiles { template, zooms: None },
            (None, UrlMeaning::Source { name, format }) => {
                let base = path.trim_end_matches('/');
                let template = TileTemplate::parse(&format!("{base}/{name}/{{z}}/{{x}}/{{y}}{{r}}.{format}"));
                let template = template.context("the name of the source has braces")?;
                let zooms = document(origin, &format!("{base}/{name}/info.json")).await?.as_ref().and_then(zooms);
                BenchPath::Tiles { template, zooms }
            }
            (None, UrlMeaning::Address) => described(origin, path).await?,
            (None, UrlMeaning::Server) => BenchPath::One(path.to_owned()),
        };
        Ok(Self { name: text.to_owned(), server, what })
    }
}

/// The start of a URL: scheme, host and port.
fn origin(text: &str) -> Option<&str> {
    let start = text.find("://")? + 3;
    let end = text.get(start..)?.find('/').map_or(text.len(), |at| start + at);
    text.get(..end)
}

/// The JSON document at `path`, if it is one.
async fn document(origin: &str, path: &str) -> anyhow::Result<Option<Value>> {
    let server = RemoteServer::new(&Url::parse(origin)?)?;
    let response = send(server.get(path), MAX_DOCUMENT).await;
    let response = response.with_context(|| format!("{origin}{path}"))?;
    Ok(serde_json::from_slice(&response.body).ok())
}

/// The zooms of a TileJSON.
fn zooms(document: &Value) -> Option<(u8, u8)> {
    let zoom = |name| u8::try_from(document.get(name)?.as_u64()?).ok();
    zoom("minzoom").zip(zoom("maxzoom")).filter(|(first, last)| first <= last)
}

/// The tiles of the TileJSON at `path`, or the path itself.
async fn described(origin: &str, path: &str) -> anyhow::Result<BenchPath> {
    let document = document(origin, path).await?;
    let tiles = document.as_ref().and_then(|document| document.get("tiles")?.get(0)?.as_str());
    // The host in it may be a public one; the load goes to the given one.
    let of_document = |tiles: &str| {
        let path = origin_or_none(tiles).map_or(tiles, |origin| tiles.get(origin.len()..).unwrap_or_default());
        TileTemplate::parse(path)
    };
    Ok(match tiles.and_then(of_document) {
        Some(template) => BenchPath::Tiles { template, zooms: document.as_ref().and_then(zooms) },
        None => BenchPath::One(path.to_owned()),
    })
}

fn origin_or_none(text: &str) -> Option<&str> {
    text.starts_with("http").then(|| origin(text)).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_origin_ends_before_the_path() {
        assert_eq!(origin("http://a:1/b/{z}"), Some("http://a:1"));
        assert_eq!(origin("http://a"), Some("http://a"));
        assert_eq!(origin("a/b"), None);
    }

    #[test]
    fn zooms_come_from_the_description() {
        assert_eq!(zooms(&serde_json::json!({"minzoom": 2, "maxzoom": 12})), Some((2, 12)));
        assert_eq!(zooms(&serde_json::json!({"maxzoom": 12})), None);
        assert_eq!(zooms(&serde_json::json!({"minzoom": 3, "maxzoom": 2})), None);
    }
}
