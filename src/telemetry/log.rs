//! Logging: JSON lines, or colored text on a terminal. The level can be changed at run time.

use std::io::IsTerminal;

use opentelemetry_sdk::trace::SdkTracer;
use tracing_subscriber::{
    Registry,
    filter::{LevelFilter, filter_fn},
    fmt,
    layer::SubscriberExt,
    reload,
    util::SubscriberInitExt,
};

use crate::settings::LogLevel;

/// Changes the log level of the running process.
#[derive(Debug, Clone)]
pub struct LogControl(reload::Handle<LevelFilter, Registry>);

/// The level cannot be changed: the subscriber no longer exists.
#[derive(Debug, thiserror::Error)]
#[error("the log level cannot be changed any more")]
pub struct LogGone;

/// Writes events of `level` and above to standard output, as JSON lines unless it is a terminal. With a `tracer`, spans
/// are exported as traces. `None` if another subscriber is already installed (in tests).
pub fn init(level: LogLevel, tracer: Option<SdkTracer>) -> Option<LogControl> {
    let (filter, handle) = reload::Layer::new(filter(level));
    let traces = tracer.map(|tracer| tracing_opentelemetry::layer().with_tracer(tracer));
    // The rasterizer warns about each path that covers no pixels, and maps have many of these.
    let relevant = filter_fn(|metadata| !metadata.target().starts_with("tiny_skia"));
    let registry = tracing_subscriber::registry().with(filter).with(relevant).with(traces);
    let installed = if std::io::stdout().is_terminal() {
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
