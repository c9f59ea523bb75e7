//! Logging: JSON lines, colored text on a terminal, or lines as Kartotherian's logger writes them. The level can be changed
//! at run time.

mod bunyan;
mod fields;

use std::{
    io::IsTerminal,
    sync::atomic::{AtomicBool, Ordering},
};

use opentelemetry_sdk::trace::SdkTracer;
use tracing_subscriber::{
    Registry,
    filter::{LevelFilter, filter_fn},
    fmt,
    layer::SubscriberExt,
    reload,
    util::SubscriberInitExt,
};

use self::bunyan::Bunyan;
use crate::settings::{LogFormat, LogLevel, LogSettings};

/// Changes the log level of the running process.
#[derive(Debug, Clone)]
pub struct LogControl(reload::Handle<LevelFilter, Registry>);

/// The level cannot be changed: the subscriber no longer exists.
#[derive(Debug, thiserror::Error)]
#[error("the log level cannot be changed any more")]
pub struct LogGone;

/// Whether log lines should describe the request that they belong to.
static REQUESTS: AtomicBool = AtomicBool::new(false);

/// Whether log lines should describe the request that they belong to: method, target, client.
pub fn describes_requests() -> bool {
    REQUESTS.load(Ordering::Relaxed)
}

/// Writes events of the configured level and above to standard output. With a `tracer`, spans are exported as traces.
/// `None` if another subscriber is already installed (in tests).
pub fn init(settings: &LogSettings, tracer: Option<SdkTracer>) -> Option<LogControl> {
    let (filter, handle) = reload::Layer::new(filter(settings.level));
    let traces = tracer.map(|tracer| tracing_opentelemetry::layer().with_tracer(tracer));
    // The rasterizer warns about each path that covers no pixels, and maps have many of these.
    let relevant = filter_fn(|metadata| !metadata.target().starts_with("tiny_skia"));
    let registry = tracing_subscriber::registry().with(filter).with(relevant).with(traces);
    let is_text = match settings.format {
        LogFormat::Auto => std::io::stdout().is_terminal(),
        format => format == LogFormat::Text,
    };
    let installed = if settings.format == LogFormat::Bunyan {
        REQUESTS.store(true, Ordering::Relaxed);
        registry.with(Bunyan::new(settings, std::io::stdout)).try_init()
    } else if is_text {
        registry.with(fmt::layer().with_writer(std::io::stdout).with_target(false)).try_init()
    } else {
        let json = fmt::layer().json().flatten_event(true).with_current_span(true).with_span_list(false);
        registry.with(json.with_writer(std::io::stdout).with_target(false)).try_init()
    };
    installed.ok().map(|()| LogControl(handle))
}

impl LogControl {
    /// The current level.
    pub fn level(&self) -> Option<LogLevel> {
        let filter = self.0.clone_current()?;
        LEVELS.into_iter().find(|level| self::filter(*level) == filter)
    }

    /// Sets the level.
    pub fn set(&self, level: LogLevel) -> Result<(), LogGone> {
        self.0.reload(filter(level)).map_err(|_| LogGone)
    }
}

const LEVELS: [LogLevel; 5] = [LogLevel::Trace, LogLevel::Debug, LogLevel::Info, LogLevel::Warn, LogLevel::Error];

/// The name of a level on the admin port.
pub fn name(level: LogLevel) -> &'static str {
    match level {
        LogLevel::Trace => "trace",
        LogLevel::Debug => "debug",
        LogLevel::Info => "info",
        LogLevel::Warn => "warn",
        LogLevel::Error => "error",
    }
}

/// Parses the name of a level.
pub fn parse(text: &str) -> Option<LogLevel> {
    LEVELS.into_iter().find(|level| name(*level) == text)
}

fn filter(level: LogLevel) -> LevelFilter {
    match level {
        LogLevel::Trace => LevelFilter::TRACE,
        LogLevel::Debug => LevelFilter::DEBUG,
        LogLevel::Info => LevelFilter::INFO,
        LogLevel::Warn => LevelFilter::WARN,
        LogLevel::Error => LevelFilter::ERROR,
    }
}
