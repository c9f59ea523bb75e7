//! Tiles that exist already: on another server, in an archive, in files.

use std::{collections::BTreeMap, path::PathBuf, time::Duration};

use url::Url;

/// `http(s)://`: a tile template on another server.
#[derive(Debug, Clone)]
pub struct HttpSettings {
    /// The template with `{z} {x} {y}` (and `{lang}`, `{-y}` for TMS rows, `{scale}`).
    pub template: String,
    /// Whole time for one answer, retries not counted.
    pub timeout: Duration,
    /// Further tries after a connection error, a time-out or 502/503/504.
    pub retries: u32,
    /// Largest answer accepted, in bytes.
    pub max_bytes: usize,
    /// Maximum number of idle connections per host.
    pub pool_size: usize,
    /// Extra request headers.
    pub headers: BTreeMap<String, String>,
    /// Deepest zoom upstream has (`maxzoom` of setInfo).
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
    /// Where the archive is.
    pub location: PmtilesLocation,
}

/// Where a PMTiles archive is.
#[derive(Debug, Clone)]
pub enum PmtilesLocation {
    /// A file.
    File(PathBuf),
    /// HTTP with range requests.
    Http(Url),
    /// Inside the binary: `world` is the only one.
    Embedded(&'static str),
}

/// `file://dir?filetype=pbf`: a z/x/y tree.
#[derive(Debug, Clone)]
pub struct FileTreeSettings {
    /// The folder that holds the zoom folders.
    pub root: PathBuf,
    /// File name extension, without the dot.
    pub extension: String,
}
