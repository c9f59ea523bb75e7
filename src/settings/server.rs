//! The public port.

use std::{collections::BTreeMap, net::IpAddr};

/// The public port (`services[].conf`).
#[derive(Debug, Clone)]
pub struct ServerSettings {
    /// `interface`; all addresses by default.
    pub interface: IpAddr,
    /// `port`, 1..=65535; 0, which selects any free port, is allowed only on the command line.
    pub port: u16,
    /// `cors`: the value of `Access-Control-Allow-Origin`; `None` if `cors: false`.
    pub cors: Option<String>,
    /// `csp`: the value of `Content-Security-Policy`; `None` if `csp: false`.
    pub csp: Option<String>,
    /// `cache`: the `Cache-Control` of the built-in page and its files, if it is set.
    pub page_caching: Option<String>,
    /// Default headers (`defaultHeaders`), with names in lower case.
    pub default_headers: BTreeMap<String, String>,
    /// Headers that replace all others (`overrideHeaders`, `headers`), with names in lower case.
    pub override_headers: BTreeMap<String, String>,
}
