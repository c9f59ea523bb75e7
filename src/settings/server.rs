//! The public port.

use std::{collections::BTreeMap, net::IpAddr};

/// The public port (`services[].conf`).
#[derive(Debug, Clone)]
pub struct ServerSettings {
    /// `interface`; all addresses when not set.
    pub interface: IpAddr,
    /// `port`, 1..=65535 (0 is allowed on the command line only: any free port).
    pub port: u16,
    /// `cors`: value of `Access-Control-Allow-Origin`; `None` when `cors: false`.
    pub cors: Option<String>,
    /// `csp`: value of `Content-Security-Policy`; `None` when `csp: false`.
    pub csp: Option<String>,
    /// Headers a source does not bring (`defaultHeaders`), lower-case names.
    pub default_headers: BTreeMap<String, String>,
    /// Headers that win over everything (`overrideHeaders`, `headers`), lower-case names.
    pub override_headers: BTreeMap<String, String>,
}
