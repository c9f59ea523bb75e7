//! What Kartotherian measures, under its own names, for dashboards that exist: pushed to statsd, and, if the configuration asks
//! for it, as the Prometheus metrics that Wikimedia's statsd exporter makes of these.

mod measured;
mod prometheus;

pub use measured::{AskedShapes, Measured};
pub use prometheus::turn_on;
pub(super) use prometheus::write;

use super::statsd;
use std::time::Duration;

/// Whether anything receives the measurements.
pub(super) fn is_on() -> bool {
    statsd::is_on() || prometheus::is_on()
}

/// Reports a measurement of a request that took `took`.
pub(super) fn report(measured: &Measured<'_>, took: Duration) {
    let name = measured.statsd_name();
    if measured.is_count() {
        statsd::count(&name);
    } else {
        statsd::timing(&name, took);
    }
    prometheus::record(measured, took);
}

/// Reports that the service has started.
pub(super) fn report_start() {
    statsd::count("init");
    prometheus::record_start();
}
