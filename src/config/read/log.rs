//! The log.

use super::fields::Fields;
use crate::settings::{LogFormat, LogLevel, LogSettings};

/// `logging` in the file and `karto.log`, whose section `karto` is `karto`; `service` is the name of the service.
pub(crate) fn log(file: Fields<'_>, karto: Fields<'_>, service: &str) -> LogSettings {
    let logging = file.section("logging");
    let level = match logging.text("level").as_deref() {
        Some("trace") => LogLevel::Trace,
        Some("debug") => LogLevel::Debug,
        Some("warn") => LogLevel::Warn,
        Some("error" | "fatal") => LogLevel::Error,
        // By default, log that karto runs, and on which addresses.
        _ => LogLevel::Info,
    };
    let format = match karto.section("log").text("format").as_deref() {
        Some("json") => LogFormat::Json,
        Some("text") => LogFormat::Text,
        Some("bunyan") => LogFormat::Bunyan,
        _ => LogFormat::Auto,
    };
    let is_stdout = |stream: &Fields<'_>| stream.text("type").is_none_or(|kind| kind == "stdout");
    LogSettings {
        level,
        format,
        name: logging.text("name").unwrap_or_else(|| service.to_owned()),
        named_levels: logging.sections("streams").iter().any(|s| is_stdout(s) && s.bool("named_levels")),
    }
}
