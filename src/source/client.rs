//! The one HTTP client of all sources: limits that hold for every request that leaves karto.

use std::{collections::BTreeSet, net::SocketAddr, sync::Arc, time::Duration};

use reqwest::redirect;
use rustls::ClientConfig;
use url::Url;

use super::trust::SystemTrust;

/// How karto calls itself.
pub const USER_AGENT: &str = concat!("karto/", env!("CARGO_PKG_VERSION"));

/// How often a request is sent on to another address.
const MAX_REDIRECTS: usize = 5;

/// How long it may take until a connection stands.
const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);

/// Builds the client. `hosts` are the hosts that the configuration names: an upstream may redirect
/// to itself and to them, to nobody else, and never from https to http. Proxies of the environment are
/// not used; nothing is decompressed; no cookies are kept.
pub fn build<'u>(
    urls: impl IntoIterator<Item = &'u Url>,
    idle_per_host: usize,
) -> Result<reqwest::Client, ClientError> {
    let hosts: BTreeSet<_> = urls.into_iter().filter_map(place).collect();
    let redirects = redirect::Policy::custom(move |attempt| {
        let from = attempt.previous().last();
        let (here, there) = (from.and_then(place), place(attempt.url()));
        let known = there.as_ref().is_some_and(|there| here.as_ref() == Some(there) || hosts.contains(there));
        let downgrade = from.is_some_and(|from| from.scheme() == "https") && attempt.url().scheme() != "https";
        if known && !downgrade && attempt.previous().len() <= MAX_REDIRECTS { attempt.follow() } else { attempt.stop() }
    });
    reqwest::Client::builder()
        .tls_backend_preconfigured(tls()?)
        .user_agent(USER_AGENT)
        .no_proxy()
        .redirect(redirects)
        .connect_timeout(CONNECT_TIMEOUT)
        .pool_max_idle_per_host(idle_per_host)
        .build()
        .map_err(|error| ClientError(error.to_string()))
}

/// A client for karto's own questions to a server: follows no redirects, otherwise as [`build`].
pub fn straight() -> Result<reqwest::Client, ClientError> {
    straight_to(None)
}

/// The same, but a host is looked for at this address.
pub fn straight_to(at: Option<(&str, SocketAddr)>) -> Result<reqwest::Client, ClientError> {
    let mut client = reqwest::Client::builder();
    if let Some((host, address)) = at {
        client = client.resolve(host, address);
    }
    client
        .tls_backend_preconfigured(tls()?)
        .user_agent(USER_AGENT)
        .no_proxy()
        .redirect(redirect::Policy::none())
        .connect_timeout(CONNECT_TIMEOUT)
        .build()
        .map_err(|error| ClientError(error.to_string()))
}

/// The client cannot be built.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the HTTP client cannot be set up: {0}")]
pub struct ClientError(String);

fn place(url: &Url) -> Option<(String, u16)> {
    Some((url.host_str()?.to_owned(), url.port_or_known_default()?))
}

fn tls() -> Result<ClientConfig, ClientError> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ClientConfig::builder_with_provider(provider.clone())
        .with_safe_default_protocol_versions()
        .map_err(|error| ClientError(error.to_string()))?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(SystemTrust::new(provider)))
        .with_no_client_auth();
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(config)
}

/// What a failed request says, with its causes and without its URL (which may hold a password).
pub fn describe(error: reqwest::Error) -> String {
    let error = error.without_url();
    let mut text = error.to_string();
    let mut cause = std::error::Error::source(&error);
    while let Some(inner) = cause {
        text = format!("{text}: {inner}");
        cause = inner.source();
    }
    text
}
