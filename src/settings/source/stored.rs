//! Sources of existing tiles: on another server, in an archive, or in files.

use std::{collections::BTreeMap, path::PathBuf, time::Duration};

use url::Url;

/// `http(s)://`: tiles from another server.
#[derive(Debug, Clone)]
pub struct HttpSettings {
    /// The URL template, with `{z}`, `{x}`, `{y}` (or `{-y}` for TMS rows), `{lang}` and `{scale}`.
    pub template: String,
    /// The timeout of a request, without retries.
    pub timeout: Duration,
    /// The number of retries after a connection error, a timeout, or the status 502, 503 or 504.
    pub retries: u32,
    /// The maximum size of a response, in bytes.
    pub max_bytes: usize,
    /// Maximum number of idle connections per host.
    pub pool_size: usize,
    /// Additional request headers.
    pub headers: BTreeMap<String, String>,
    /// The maximum zoom of the upstream (`maxzoom` in `setInfo` or `overrideInfo`).
    pub max_zoom: Option<u8>,
}

/// `mbtiles://path`
#[derive(Debug, Clone)]
pub struct MbtilesSettings {
    /// The SQLite file.
    pub path: PathBuf,
}

/// `pmtiles://`
#[derive(Debug, Clone)]
pub struct PmtilesSettings {
    /// The location of the archive.
    pub location: PmtilesLocation,
}

/// The location of a PMTiles archive.
#[derive(Debug, Clone)]
pub enum PmtilesLocation {
    /// A file.
    File(PathBuf),
    /// A URL, read by HTTP range requests.
    Http(Url),
    /// Embedded in the binary: `world` is the only one.
    Embedded(&'static str),
}

/// `file://dir?filetype=pbf`: a directory of tiles.
#[derive(Debug, Clone)]
pub struct FileTreeSettings {
    /// The folder that contains the zoom folders.
    pub root: PathBuf,
    /// The file name extension, without the dot.
    pub extension: String,
}
