//! Events of the process: start, reload, drain, stop.

use std::{net::SocketAddr, time::Duration};

use tracing::{error, info, warn};

use super::Event;
use crate::{
    telemetry::{
        kartotherian,
        metrics::{ReasonLabel, ResultLabel, metrics},
    },
    version::{REVISION, VERSION},
};

/// The process has read its configuration and starts to build the service.
#[derive(Debug)]
pub struct Starting<'a> {
    /// Hash of the configuration.
    pub config: &'a str,
    /// Number of sources.
    pub sources: usize,
}

impl Event for Starting<'_> {
    fn emit(&self) {
        info!(version = VERSION, revision = REVISION, config = self.config, sources = self.sources, "karto starts");
        metrics().config_now(self.config);
    }
}

/// The service is ready.
#[derive(Debug)]
pub struct Started<'a> {
    /// Hash of the configuration.
    pub config: &'a str,
    /// The public address.
    pub address: SocketAddr,
    /// The admin address, if the port is open.
    pub admin: Option<SocketAddr>,
    /// Number of sources.
    pub sources: usize,
    /// From process start to ready.
    pub took: Duration,
}

impl Event for Started<'_> {
    fn emit(&self) {
        let ms = self.took.as_secs_f64() * 1000.0;
        info!(
            version = VERSION,
            revision = REVISION,
            config = self.config,
            address = %self.address,
            admin = self.admin.map(tracing::field::display),
            sources = self.sources,
            ready_ms = (ms * 10.0).round() / 10.0,
            "karto is ready on http://{}/",
            self.address,
        );
        metrics().start_milliseconds.set(ms);
        // The first configuration was accepted; 0 means refused.
        metrics().last_reload_successful.set(1);
        metrics().config_now(self.config);
        kartotherian::report_start();
    }
}

/// The service is stopping; requests in flight are finished.
#[derive(Debug)]
pub struct Draining {
    /// Open connections.
    pub connections: usize,
}

impl Event for Draining {
    fn emit(&self) {
        info!(connections = self.connections, "draining: accepting no new connections, finishing requests in flight");
    }
}

/// The last connection is closed, or the drain took too long.
#[derive(Debug)]
pub struct Stopped {
    /// Connections that had to be cut.
    pub cut: usize,
}

impl Event for Stopped {
    fn emit(&self) {
        info!(cut = self.cut, "stopped");
        metrics().cut.get_or_create(&ReasonLabel { reason: "drain" }).inc_by(self.cut as u64);
    }
}

/// A new configuration is active.
#[derive(Debug)]
pub struct ConfigReloaded<'a> {
    /// Its hash.
    pub config: &'a str,
    /// Keys that changed, but take effect only after a restart.
    pub needs_restart: &'a [&'static str],
    /// From the request to the swap.
    pub took: Duration,
}

impl Event for ConfigReloaded<'_> {
    fn emit(&self) {
        let ms = self.took.as_millis();
        match self.needs_restart {
            [] => info!(config = self.config, ms, "the configuration was reloaded"),
            keys => warn!(
                config = self.config,
                ms,
                "the configuration was reloaded; these keys take effect only after a restart: {}",
                keys.join(", ")
            ),
        }
        let m = metrics();
        m.reloads.get_or_create(&ResultLabel { result: "accepted" }).inc();
        m.last_reload_successful.set(1);
        m.config_now(self.config);
    }
}

/// A new configuration was rejected; the old one is still active.
#[derive(Debug)]
pub struct ReloadRefused<'a> {
    /// Hash of the active configuration.
    pub config: &'a str,
    /// The errors in the new configuration.
    pub problems: &'a [String],
}

impl Event for ReloadRefused<'_> {
    fn emit(&self) {
        error!(
            config = self.config,
            problems = self.problems.len(),
            "the new configuration was rejected, the old one stays active: {}",
            self.problems.join("; ")
        );
        let m = metrics();
        m.reloads.get_or_create(&ResultLabel { result: "refused" }).inc();
        m.last_reload_successful.set(0);
    }
}
