//! The section `karto` in `conf`, in addition to Kartotherian's keys. All keys have defaults.

use std::{net::IpAddr, path::PathBuf, time::Duration};

use super::{Rasterizer, StaticMapSettings};

/// karto's own settings.
#[derive(Debug, Clone)]
pub struct KartoSettings {
    /// The admin port.
    pub admin: AdminSettings,
    /// The memory of the process in bytes; `None` for what the container allows.
    pub memory: Option<u64>,
    /// The tile cache.
    pub cache: CacheSettings,
    /// The threads for drawing.
    pub render: RenderSettings,
    /// Limits on requests.
    pub limits: LimitSettings,
    /// Static maps.
    pub static_maps: StaticMapSettings,
    /// Proxies whose forwarding headers are trusted, as addresses or CIDR networks.
    pub trusted_proxies: Vec<String>,
    /// The fixed public base URL for TileJSON (`https://maps.example.org/tiles`), if set.
    pub public_url: Option<String>,
    /// Folders and files with fonts, in addition to the embedded ones.
    pub fonts: Vec<PathBuf>,
    /// Folders whose files are served.
    pub static_files: Vec<StaticFolder>,
    /// Traces; `None` if they are disabled.
    pub traces: Option<TraceSettings>,
    /// Status codes for missing tiles and failed upstreams.
    pub answers: AnswerSettings,
    /// Additional metrics.
    pub metrics: MetricsSettings,
}

/// An entry of `karto.staticFiles`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaticFolder {
    /// The start of the paths of its files, without a trailing slash: `/static`.
    pub prefix: String,
    /// The folder.
    pub folder: PathBuf,
}

/// `karto.admin`
#[derive(Debug, Clone)]
pub struct AdminSettings {
    /// The address; loopback by default.
    pub interface: IpAddr,
    /// The port; 6534 by default.
    pub port: u16,
    /// Whether the port is enabled.
    pub enabled: bool,
    /// Whether a process that has been ready becomes unready if all public sources are unavailable.
    pub unready_on_outage: bool,
}

/// `karto.cache`
#[derive(Debug, Clone)]
pub struct CacheSettings {
    /// Memory for encoded tiles, in bytes; 0 disables the cache, `None` is half of all memory.
    pub max_bytes: Option<u64>,
    /// Memory for entries about tiles that do not exist, in bytes.
    pub max_negative_bytes: u64,
}

/// `karto.render`
#[derive(Debug, Clone)]
pub struct RenderSettings {
    /// The number of threads that draw; the number of CPUs by default.
    pub workers: usize,
    /// The maximum number of waiting jobs.
    pub queue: usize,
    /// The maximum time for waiting and drawing, per job.
    pub deadline: Duration,
    /// Raster tiles per side of a metatile: 1, 2 or 4.
    pub metatile: u32,
    /// What draws pixels.
    pub rasterizer: Rasterizer,
}

/// `karto.limits`
#[derive(Debug, Clone)]
pub struct LimitSettings {
    /// Maximum time for a request.
    pub request_timeout: Duration,
    /// How long a request waits for its tile, at most `request_timeout`. After that, the work continues in the
    /// background (for at most `request_timeout` in total), for later requests.
    pub patience: Duration,
    /// Maximum number of open connections.
    pub connections: usize,
    /// How long work may be expected to wait for its turn. Requests whose work would wait longer are refused.
    pub queue_time: Duration,
    /// The header in which trusted proxies name the client, for sharing the capacity among clients.
    pub client_header: Option<String>,
    /// Maximum number of open connections of one client that is not a trusted proxy.
    pub connections_per_client: usize,
    /// How many connections may wait to be accepted.
    pub backlog: u32,
    /// The time in which a client has to take some kilobytes of its response.
    pub send_timeout: Duration,
    /// The size of the system's buffer for the response of a connection, in bytes.
    pub send_buffer: u32,
    /// Memory for response bodies that clients are reading, in bytes; `None` is a third of what the cache leaves.
    pub response_bytes: Option<u64>,
    /// Maximum number of concurrent requests.
    pub requests: usize,
    /// The maximum size of a tile from a source, decompressed, in bytes.
    pub tile_bytes: usize,
}

/// `karto.traces`
#[derive(Debug, Clone, PartialEq)]
pub struct TraceSettings {
    /// The URL of the collector: OTLP over HTTP.
    pub endpoint: String,
    /// The fraction of requests that is traced, from 0 to 1.
    pub ratio: f64,
}

/// `karto.metrics`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MetricsSettings {
    /// Whether the metrics of Kartotherian are served under the names that Wikimedia's dashboards read.
    pub wikimedia_names: bool,
}

/// `karto.answers`: status codes for cases in which those of Kartotherian are questionable.
#[derive(Debug, Clone)]
pub struct AnswerSettings {
    /// The reply for a vector tile that does not exist.
    pub missing_tile: MissingTile,
    /// Whether upstream failures are answered with 502, 503 or 504, instead of 400 as in Kartotherian.
    pub upstream_errors_as_5xx: bool,
}

/// Replies for vector tiles that do not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissingTile {
    /// 200 with an empty body, as in Kartotherian.
    Empty,
    /// 204.
    NoContent,
    /// 400 `"Tile does not exist"`.
    Error,
}
