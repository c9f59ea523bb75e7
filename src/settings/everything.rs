//! All settings of a process.

use std::path::PathBuf;

use super::{HandlerSettings, KartoSettings, LogLevel, MetricsSink, ServerSettings, SourceSettings};

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
