//! The keys of service-runner's file, around `services[].conf`.

use super::{Form, Key, KeySection, Shape, Unknown};
use crate::config::templates::Braces;

/// Keys at the top of the file.
pub static RUNNER: KeySection = KeySection {
    name: "file",
    about: "The top level of the file, in the format of Wikimedia's service-runner. A file with the keys of `services[].conf` at its top level is accepted too.",
    unknown: Unknown::Tolerated,
    keys: &[
        Key::new(
            "services",
            Shape::List(&Shape::Section(&SERVICE)),
            "The services; karto uses the tile service: the first with `sources` whose `name` or `module` contains `kartotherian` or `karto`, otherwise the first with `sources`.",
        ),
        Key::new("logging", Shape::Section(&LOGGING), "Log settings."),
        Key::new(
            "metrics",
            Shape::OneOrMore(&Shape::Section(&METRICS)),
            "Destinations of metrics, in addition to `/metrics` on the admin port.",
        ),
        Key::unused("num_workers", "Node processes; karto uses threads (`karto.render.workers`)."),
        Key::unused("worker_heap_limit_mb", "Limit of a Node process."),
        Key::unused("worker_heartbeat_timeout", "Watchdog of a Node process."),
        Key::unused("worker_startup_timeout", "Watchdog of a Node process."),
        Key::unused("worker_status_reporting_interval", "Watchdog of a Node process."),
        Key::unused("startup_delay", "Startup of Node processes."),
        Key::unused("package", "Build settings of service-runner."),
        Key::unused("info", "Free information about the service."),
        Key::unused("info_server", "Information server of service-runner."),
        Key::unused("ratelimiter", "Rate limiter of service-runner."),
        Key::unused("user", "User of Node processes."),
        Key::unused("group", "Group of Node processes."),
        Key::unused("use_cluster", "Node's cluster module."),
    ],
};

/// One entry of `services`.
pub static SERVICE: KeySection = KeySection {
    name: "services[]",
    about: "One service of the file.",
    unknown: Unknown::Tolerated,
    keys: &[
        Key::new("name", Shape::Text(Form::Any), "Its name; also the prefix of statsd metrics."),
        Key::unused("module", "The JavaScript that service-runner starts."),
        Key::unused("entrypoint", "The JavaScript that service-runner starts."),
        Key::unused("workers", "Node processes."),
        Key::new("conf", Shape::Section(&super::conf::CONF), "Configuration of the service.").required(),
    ],
};

/// `logging`
pub static LOGGING: KeySection = KeySection {
    name: "logging",
    about: "Log settings. karto writes to standard output; `karto.log` has the form of lines.",
    unknown: Unknown::Tolerated,
    keys: &[
        Key::new(
            "level",
            Shape::Choice(&["trace", "debug", "info", "warn", "error", "fatal"]),
            "Lowest severity that is logged.",
        )
        .or("info"),
        Key::new(
            "name",
            Shape::Text(Form::Any),
            "The field `name` of lines of the format `bunyan`; by default, the name of the service.",
        ),
        Key::new(
            "streams",
            Shape::List(&Shape::Section(&LOG_STREAM)),
            "Outputs of the Node logger. karto always writes to standard output, and reads only `named_levels`.",
        ),
        Key::unused("sampled_levels", "Sampling of the Node logger."),
    ],
};

/// One entry of `logging.streams`.
pub static LOG_STREAM: KeySection = KeySection {
    name: "logging.streams[]",
    about: "One output of the Node logger.",
    unknown: Unknown::Tolerated,
    keys: &[
        Key::new("type", Shape::Text(Form::Any), "Only `stdout` has a meaning."),
        Key::new(
            "named_levels",
            Shape::Bool,
            "In the format `bunyan`, whether the field `level` is a word (`INFO`), otherwise a number (30).",
        )
        .or("false"),
        Key::unused("level", "Level of one output."),
        Key::unused("stream", "Of the Node logger."),
        Key::unused("path", "File of the Node logger."),
        Key::unused("host", "Server of the Node logger."),
        Key::unused("port", "Server of the Node logger."),
        Key::unused("uris", "Servers of the Node logger."),
        Key::unused("options", "Of the Node logger."),
        Key::unused("prefix", "Of the Node logger."),
        Key::unused("facility", "Of the Node logger."),
    ],
};

/// One entry of `metrics`.
pub static METRICS: KeySection = KeySection {
    name: "metrics[]",
    about: "One destination of metrics.",
    unknown: Unknown::Tolerated,
    keys: &[
        Key::new(
            "type",
            Shape::Choice(&["statsd", "prometheus", "log", "txstatsd"]),
            "The protocol: `statsd` pushes over UDP, `prometheus` serves `/metrics` on a port, `log` is ignored.",
        )
        .required(),
        Key::new("host", Shape::Text(Form::Host), "Host of the statsd server.").or("localhost"),
        Key::new("port", Shape::Integer(1, 65535), "The port. The default for statsd is 8125; prometheus requires it."),
        Key::new("name", Shape::Text(Form::Any), "Prefix of statsd names; by default, the name of the service."),
        Key::unused("batch", "Batching of the Node client."),
        Key::unused("collect_default", "Node's own metrics."),
        Key::new("labels", Shape::Free(Braces::Free), "Labels of the Node client; ignored."),
    ],
};
