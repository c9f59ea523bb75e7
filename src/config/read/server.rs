//! The public port, metrics and logging.

use super::fields::Fields;
use crate::config::{
    document::{Node, scalar::Value},
    settings::{LogLevel, MetricsSink, ServerSettings},
    values,
};

/// `services[].conf`
pub fn server(conf: Fields<'_>) -> Option<ServerSettings> {
    let unless_false = |name: &str| {
        let off = conf.node(name).and_then(Node::scalar).is_some_and(|s| s.value == Value::Bool(false));
        if off { None } else { conf.text(name) }
    };
    Some(ServerSettings {
        interface: values::address(&conf.text("interface")?)?,
        port: conf.integer("port")?,
        cors: unless_false("cors"),
        csp: unless_false("csp"),
        default_headers: conf.headers("defaultHeaders"),
        override_headers: conf.headers("headers"),
    })
}

/// `metrics`; `service` is the name of the service.
pub fn metrics(file: Fields<'_>, service: &str) -> Vec<MetricsSink> {
    let sink = |entry: Fields<'_>| match entry.text("type")?.as_str() {
        "statsd" | "txstatsd" => Some(MetricsSink::Statsd {
            host: entry.text("host")?,
            port: entry.integer("port").unwrap_or(8125),
            prefix: entry.text("name").unwrap_or_else(|| service.to_owned()),
        }),
        "prometheus" => Some(MetricsSink::Prometheus { port: entry.integer("port")? }),
        _ => None,
    };
    file.sections("metrics").into_iter().filter_map(sink).collect()
}

/// `logging.level`
pub fn log_level(file: Fields<'_>) -> LogLevel {
    match file.section("logging").text("level").as_deref() {
        Some("trace") => LogLevel::Trace,
        Some("debug") => LogLevel::Debug,
        Some("info") => LogLevel::Info,
        Some("error" | "fatal") => LogLevel::Error,
        _ => LogLevel::Warn,
    }
}
