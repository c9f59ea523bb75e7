//! The server to which requests are sent, and its addresses.

use std::{
    io,
    net::{IpAddr, SocketAddr},
};

use http::Method;
use reqwest::{Client, RequestBuilder};
use url::Url;

use crate::source::client::{ClientError, straight_to};

/// A server, or one address of it.
#[derive(Debug, Clone)]
pub(crate) struct RemoteServer {
    name: String,
    /// The URL without a trailing slash.
    base: String,
    client: Client,
}

/// Requests cannot be sent to a server.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RemoteServerError {
    /// The HTTP client cannot be built.
    #[error(transparent)]
    Client(#[from] ClientError),
    /// The name of the host does not resolve.
    #[error("cannot resolve {host}")]
    Resolve {
        /// The host of the URL.
        host: String,
        /// The error of the resolver.
        source: io::Error,
    },
}

impl RemoteServer {
    /// The server at `url`.
    pub(crate) fn new(url: &Url) -> Result<Self, RemoteServerError> {
        let base = base(url);
        Ok(Self { name: base.clone(), base, client: straight_to(None)? })
    }

    /// The servers at all addresses that the name in `url` resolves to, in order.
    pub(crate) async fn at_every_address(url: &Url) -> Result<Vec<Self>, RemoteServerError> {
        let host = url.host_str().unwrap_or_default();
        if host.parse::<IpAddr>().is_ok() {
            return Ok(vec![Self::new(url)?]);
        }
        let port = url.port_or_known_default().unwrap_or(80);
        let found = tokio::net::lookup_host((host, port)).await;
        let found = found.map_err(|source| RemoteServerError::Resolve { host: host.to_owned(), source })?;
        let mut addresses: Vec<SocketAddr> = found.collect();
        addresses.sort_unstable();
        addresses.dedup();
        addresses
            .into_iter()
            .map(|address| {
                let base = base(url);
                let client = straight_to(Some((host, address)))?;
                Ok(Self { name: format!("{base} at {address}"), base, client })
            })
            .collect()
    }

    /// The URL, with the address if it is fixed, for messages.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// A GET request for `target`: path and query, starting with a slash.
    pub(crate) fn get(&self, target: &str) -> RequestBuilder {
        self.request(Method::GET, target)
    }

    /// A request for `target`: path and query, starting with a slash.
    pub(crate) fn request(&self, method: Method, target: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{target}", self.base))
    }
}

fn base(url: &Url) -> String {
    url.as_str().trim_end_matches('/').to_owned()
}
