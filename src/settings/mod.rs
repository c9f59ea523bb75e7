//! The typed result of a configuration without errors. Plain values: whoever holds a `Settings`
//! need not ask again whether something is set, spelt right or within its limits.

mod handlers;
mod karto;
mod source;
pub mod sql_tokens;

pub use handlers::*;
pub use karto::*;
pub use source::*;

use std::{collections::BTreeMap, net::IpAddr, path::PathBuf};

/// Everything karto needs to know before it builds anything.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The public port and what is said on it.
    pub server: ServerSettings,
    /// The sources, in the order of the configuration.
    pub sources: Vec<SourceSettings>,
    /// Kartotherian's request handlers beside tiles: `/geoshape`, `/v4/marker`, `/img`.
    pub handlers: HandlerSettings,
    /// Where metrics are pushed to, besides the admin port that can be scraped.
    pub metrics: Vec<MetricsSink>,
    /// Lowest severity that is logged.
    pub log_level: LogLevel,
    /// karto's own section, `karto:`.
    pub karto: KartoSettings,
    /// Says which configuration this is: the first 12 hex digits of the SHA-256 over all files read,
    /// after expansion, secrets left out.
    pub hash: String,
    /// The files read, the main one first.
    pub files: Vec<PathBuf>,
}

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

/// One entry of service-runner's `metrics`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MetricsSink {
    /// `type: statsd`.
    Statsd {
        /// Host name or address.
        host: String,
        /// UDP port.
        port: u16,
        /// Prefix of every name.
        prefix: String,
    },
    /// `type: prometheus`: an extra port that answers `/metrics`.
    Prometheus {
        /// TCP port.
        port: u16,
    },
}

/// Severity, lowest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LogLevel {
    /// Everything.
    Trace,
    /// For developers.
    Debug,
    /// What happens.
    Info,
    /// What may go wrong.
    Warn,
    /// What went wrong.
    Error,
}

/// A value that is never printed: passwords, tokens, connection URLs that hold them.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps `value`.
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// The value, for the one place that hands it to a client library.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("[secret]")
    }
}

/// Where in the configuration something was said; lines and columns count from 1.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The file as the user named it.
    pub file: PathBuf,
    /// Line.
    pub line: usize,
    /// Column, in characters.
    pub column: usize,
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}", self.file.display(), self.line, self.column)
    }
}
