//! All settings of a process.

use std::path::PathBuf;

use super::{HandlerSettings, KartoSettings, LogSettings, MetricsSink, ServerSettings, SourceSettings};

/// All settings of a process.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The public port and its headers.
    pub server: ServerSettings,
    /// The sources, in the order of the configuration.
    pub sources: Vec<SourceSettings>,
    /// Kartotherian's request handlers other than tiles: `/geoshape`, `/v4/marker`, `/img`.
    pub handlers: HandlerSettings,
    /// Destinations of metrics in addition to the admin port.
    pub metrics: Vec<MetricsSink>,
    /// The log.
    pub log: LogSettings,
    /// The section `karto`.
    pub karto: KartoSettings,
    /// The hash of the configuration: the first 12 hex digits of the SHA-256 of its content after expansion, without
    /// secrets.
    pub hash: String,
    /// The files that were read, starting with the main one.
    pub files: Vec<PathBuf>,
}
