//! karto's own section, `karto:` beside Kartotherian's keys in `conf`. Every key has a default.

use std::{net::IpAddr, path::PathBuf, time::Duration};

/// karto's own settings.
#[derive(Debug, Clone)]
pub struct KartoSettings {
    /// The second port.
    pub admin: AdminSettings,
    /// The tile cache.
    pub cache: CacheSettings,
    /// The render pool.
    pub render: RenderSettings,
    /// Limits on requests.
    pub limits: LimitSettings,
    /// Proxies whose forwarding headers are believed, as addresses or CIDR networks.
    pub trusted_proxies: Vec<String>,
    /// Public base URL for TileJSON (`https://maps.example.org/tiles`), when it is fixed.
    pub public_url: Option<String>,
    /// Folders and files with fonts, besides the embedded ones.
    pub fonts: Vec<PathBuf>,
    /// Where traces go; nowhere without.
    pub traces: Option<TraceSettings>,
    /// What an empty tile or a failed upstream is answered with.
    pub answers: AnswerSettings,
}

/// `karto.admin`
#[derive(Debug, Clone)]
pub struct AdminSettings {
    /// Address; loopback by default.
    pub interface: IpAddr,
    /// Port, 6534 by default.
    pub port: u16,
    /// Whether the port is opened.
    pub enabled: bool,
    /// Whether a process that has been ready is not ready any more when no public source can be asked.
    pub unready_on_outage: bool,
}

/// `karto.cache`
#[derive(Debug, Clone)]
pub struct CacheSettings {
    /// Memory for encoded tiles, in bytes; 0 turns the cache off.
    pub max_bytes: u64,
    /// Memory for negative answers, in bytes.
    pub max_negative_bytes: u64,
}

/// `karto.render`
#[derive(Debug, Clone)]
pub struct RenderSettings {
    /// Threads that draw; the number of CPUs by default.
    pub workers: usize,
    /// Jobs that may wait.
    pub queue: usize,
    /// Longest wait and work for one job.
    pub deadline: Duration,
    /// Raster tiles per side drawn together: 1, 2 or 4.
    pub metatile: u32,
}

/// `karto.limits`
#[derive(Debug, Clone)]
pub struct LimitSettings {
    /// Maximum time for a request.
    pub request_timeout: Duration,
    /// How long a request waits for its tile. What takes longer goes on in the background (for
    /// `request_timeout` at most) and is there for those who ask again; at most `request_timeout`.
    pub patience: Duration,
    /// Maximum number of open connections.
    pub connections: usize,
    /// Maximum number of concurrent requests.
    pub requests: usize,
    /// Largest tile accepted from a source, decompressed, in bytes.
    pub tile_bytes: usize,
}

/// `karto.traces`
#[derive(Debug, Clone, PartialEq)]
pub struct TraceSettings {
    /// Where spans are sent: OTLP over HTTP.
    pub endpoint: String,
    /// Which share of the requests is traced, 0 to 1.
    pub ratio: f64,
}

/// `karto.answers`: where Kartotherian's answer is questionable, what to say.
#[derive(Debug, Clone)]
pub struct AnswerSettings {
    /// A vector tile that does not exist: an empty 200 as the original (`empty`), `no-content` (204) or `error` (400).
    pub missing_tile: MissingTile,
    /// Upstream failures: 400 as the original, or 502/503/504.
    pub upstream_errors_as_5xx: bool,
}

/// See [`AnswerSettings::missing_tile`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissingTile {
    /// 200 with an empty body.
    Empty,
    /// 204.
    NoContent,
    /// 400 `"Tile does not exist"`.
    Error,
}
