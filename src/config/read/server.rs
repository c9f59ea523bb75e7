//! The public port and metrics.

use super::fields::Fields;
use crate::{
    config::{
        document::{DocumentNode, scalar::ScalarValue},
        schema::{At, Checker},
        values,
    },
    diagnostic::Code,
    settings::{MetricsSink, ServerSettings},
};

/// `services[].conf`
pub(crate) fn server(conf: Fields<'_>) -> Option<ServerSettings> {
    let unless_false = |name: &str| {
        let off = conf.node(name).and_then(DocumentNode::scalar).is_some_and(|s| s.value == ScalarValue::Bool(false));
        if off { None } else { conf.text(name) }
    };
    Some(ServerSettings {
        interface: values::address(&conf.text("interface")?)?,
        port: conf.integer("port")?,
        cors: unless_false("cors"),
        csp: unless_false("csp"),
        page_caching: conf.text("cache"),
        default_headers: conf.headers("defaultHeaders"),
        override_headers: conf.headers("headers"),
    })
}

/// `metrics`; `service` is the name of the service, the default prefix.
pub(crate) fn metrics(file: Fields<'_>, service: &str, checker: &mut Checker<'_>) -> Vec<MetricsSink> {
    for (i, entry) in file.sections("metrics").into_iter().enumerate() {
        if let Some(node) =
            entry.own().filter(|n| entry.text("type").as_deref() == Some("prometheus") && n.get("port").is_none())
        {
            let at = At::key("", &format!("metrics[{i}]"));
            let message = "`port` is missing: `/metrics` needs a port".into();
            checker.error(
                Code::MissingKey,
                node,
                &at,
                message,
                "add `port: 9102`, or remove the entry: the admin port serves `/metrics` anyway",
            );
        }
    }
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
