//! HTTP clients for sources and for karto's commands, all with the same limits.

use std::{collections::BTreeSet, net::SocketAddr, time::Duration};

use reqwest::{ClientBuilder, redirect};
use url::Url;

use super::{
    tls::{self, CertificatePolicy, Roots},
    with_causes,
};

/// The `User-Agent` of karto's requests.
pub const USER_AGENT: &str = concat!("karto/", env!("CARGO_PKG_VERSION"));

/// The largest number of redirects that a request follows.
const MAX_REDIRECTS: usize = 5;

/// The timeout for connecting.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// Builds the client for all sources. `urls` are the URLs in the configuration: an upstream may redirect to its own
/// host and to the hosts of these URLs, but never from https to http.
pub fn build<'u>(
    urls: impl IntoIterator<Item = &'u Url>,
    idle_per_host: usize,
) -> Result<reqwest::Client, ClientError> {
    let client = limited(reqwest::Client::builder(), &[b"h2", b"http/1.1"])?;
    Ok(client.redirect(redirects(urls)).pool_max_idle_per_host(idle_per_host).build()?)
}

/// Builds a client for services that are not sources. It is like that of [`build`], but uses only HTTP/1.1, in which a
/// request may name another host than that of its URL.
pub(crate) fn of_services<'u>(
    urls: impl IntoIterator<Item = &'u Url>,
    idle_per_host: usize,
) -> Result<reqwest::Client, ClientError> {
    let client = limited(reqwest::Client::builder(), &[b"http/1.1"])?.http1_only();
    Ok(client.redirect(redirects(urls)).pool_max_idle_per_host(idle_per_host).build()?)
}

/// Follows redirects to the same host and to the hosts of `urls`.
fn redirects<'u>(urls: impl IntoIterator<Item = &'u Url>) -> redirect::Policy {
    let hosts: BTreeSet<_> = urls.into_iter().filter_map(host_and_port).collect();
    redirect::Policy::custom(move |attempt| {
        let from = attempt.previous().last();
        let (here, there) = (from.and_then(host_and_port), host_and_port(attempt.url()));
        let known = there.as_ref().is_some_and(|there| here.as_ref() == Some(there) || hosts.contains(there));
        let downgrade = from.is_some_and(|from| from.scheme() == "https") && attempt.url().scheme() != "https";
        if known && !downgrade && attempt.previous().len() <= MAX_REDIRECTS { attempt.follow() } else { attempt.stop() }
    })
}

/// A client for requests of karto's commands. It is like that of [`build`], but does not follow redirects.
pub fn straight() -> Result<reqwest::Client, ClientError> {
    straight_to(None)
}

/// Like [`straight`], but with a fixed address for one host.
pub fn straight_to(at: Option<(&str, SocketAddr)>) -> Result<reqwest::Client, ClientError> {
    let mut client = limited(reqwest::Client::builder(), &[b"h2", b"http/1.1"])?.redirect(redirect::Policy::none());
    if let Some((host, address)) = at {
        client = client.resolve(host, address);
    }
    Ok(client.build()?)
}

/// Common settings of all clients: the system's root certificates, a timeout for connecting, no proxies from the
/// environment, no cookies. Bodies are not decompressed. `protocols` are offered in TLS.
fn limited(client: ClientBuilder, protocols: &[&[u8]]) -> Result<ClientBuilder, ClientError> {
    let mut tls = tls::client_config(CertificatePolicy::TrustedName(Roots::of_system()))?;
    tls.alpn_protocols = protocols.iter().map(|name| name.to_vec()).collect();
    Ok(client.tls_backend_preconfigured(tls).user_agent(USER_AGENT).no_proxy().connect_timeout(CONNECT_TIMEOUT))
}

/// The client cannot be built.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// TLS cannot be set up.
    #[error("the HTTP client cannot be set up: {0}")]
    Tls(#[from] rustls::Error),
    /// reqwest rejects the settings.
    #[error("the HTTP client cannot be set up: {0}")]
    Client(#[from] reqwest::Error),
}

fn host_and_port(url: &Url) -> Option<(String, u16)> {
    Some((url.host_str()?.to_owned(), url.port_or_known_default()?))
}

/// A request to another server failed. The message has the causes, but not the URL, which may hold a password.
#[derive(Debug, thiserror::Error)]
#[error("{}", with_causes(.0))]
pub struct RequestError(#[source] reqwest::Error);

impl RequestError {
    /// Whether the request itself is invalid (a bad URL or redirect), so that a retry cannot succeed.
    pub fn is_invalid(&self) -> bool {
        self.0.is_builder() || self.0.is_redirect()
    }
}

impl From<reqwest::Error> for RequestError {
    fn from(error: reqwest::Error) -> Self {
        Self(error.without_url())
    }
}
