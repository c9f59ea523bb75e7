//! Reloads the configuration on SIGHUP and `POST /reload`. The new configuration is read, checked and built while the
//! old one is active. If all of this succeeds, it replaces the old one. Requests in flight finish with the old one.

use std::{net::SocketAddr, sync::Arc, time::Instant};

use serde_json::Value;
use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;

use super::signals::HangupSignal;
use crate::{
    admin::{ReloadOutcome, ReloadRequest},
    check::load_or_default,
    config::{LoadOptions, LoadedConfig},
    http::Site,
    service::{Current, Service},
    settings::Settings,
    telemetry::{Event, event, log::LogControl},
};

/// The state that a reload uses.
pub(super) struct Reloader {
    /// Options of the command line, and the environment at the start.
    pub(super) options: LoadOptions,
    /// The service, as used by the admin port.
    pub(super) service: Arc<Current<Service>>,
    /// The site of the public port.
    pub(super) site: Arc<Current<Site>>,
    /// Address of the public port.
    pub(super) address: SocketAddr,
    /// The log, whose level may change.
    pub(super) log: Option<LogControl>,
    /// The settings at startup, which determine the ports.
    pub(super) booted: Settings,
}

impl Reloader {
    /// Reloads for each of `requests` and `hangups`, until `stop`.
    pub(super) async fn run(
        self,
        mut hangups: HangupSignal,
        mut requests: mpsc::Receiver<ReloadRequest>,
        stop: CancellationToken,
    ) {
        loop {
            let requester = tokio::select! {
                () = stop.cancelled() => return,
                () = hangups.received() => None,
                Some(requester) = requests.recv() => Some(requester),
            };
            let reloaded = tokio::select! {
                () = stop.cancelled() => return,
                reloaded = self.reload() => reloaded,
            };
            if let Some(requester) = requester {
                // The requester may have disconnected.
                let _ = requester.send(reloaded);
            }
        }
    }

    async fn reload(&self) -> ReloadOutcome {
        let started = Instant::now();
        let options = self.options.clone();
        // Reading files blocks, so it must not run on the threads that serve sockets.
        let loaded = tokio::task::spawn_blocking(move || load_or_default(&options)).await;
        let Ok(loaded) = loaded else { return self.refused(Value::Null, vec!["the check panicked".into()]) };
        let report = serde_json::from_str(&loaded.json()).unwrap_or(Value::Null);
        let Some(settings) = loaded.settings.clone() else { return self.refused(report, errors(&loaded)) };
        let built = match Service::build(settings).await {
            Ok(service) => service,
            Err(problems) => return self.refused(report, problems.iter().map(ToString::to_string).collect()),
        };
        let site = Arc::new(Site::new(built.clone(), self.address));
        let settings = built.settings();
        let level_before = self.service.get().settings().log.level;
        self.site.replace(site);
        self.service.replace(built.clone());
        if settings.log.level != level_before
            && let Some(log) = &self.log
        {
            // The subscriber lives as long as the process.
            let _ = log.set(settings.log.level);
        }
        let needs_restart = needs_restart(&self.booted, settings);
        let config = settings.hash.clone();
        event::ConfigReloaded { config: &config, needs_restart: &needs_restart, took: started.elapsed() }.emit();
        ReloadOutcome { accepted: true, config, needs_restart, report, problems: Vec::new() }
    }

    fn refused(&self, report: Value, problems: Vec<String>) -> ReloadOutcome {
        let config = self.service.get().settings().hash.clone();
        event::ReloadRefused { config: &config, problems: &problems }.emit();
        ReloadOutcome { accepted: false, config, needs_restart: Vec::new(), report, problems }
    }
}

/// The errors of a check, one line each.
fn errors(loaded: &LoadedConfig) -> Vec<String> {
    let errors = loaded.diagnostics.iter().filter(|d| d.severity == crate::diagnostic::Severity::Error);
    errors
        .map(|d| match d.span.and_then(|span| Some((span, loaded.files.get(span.file)?))) {
            Some((span, file)) => {
                let (line, column) = file.line_column(span.start);
                format!("{}:{line}:{column}: {}", file.path.display(), d.message)
            }
            None => d.message.clone(),
        })
        .collect()
}

/// Keys whose new values take effect only after a restart.
fn needs_restart(booted: &Settings, new: &Settings) -> Vec<&'static str> {
    let (old_admin, new_admin) = (&booted.karto.admin, &new.karto.admin);
    let log_form = |settings: &Settings| (settings.log.format, settings.log.name.clone(), settings.log.named_levels);
    let differences = [
        ("port", booted.server.port != new.server.port),
        ("interface", booted.server.interface != new.server.interface),
        ("karto.admin.enabled", old_admin.enabled != new_admin.enabled),
        ("karto.admin.port", old_admin.port != new_admin.port),
        ("karto.admin.interface", old_admin.interface != new_admin.interface),
        ("karto.limits.connections", booted.karto.limits.connections != new.karto.limits.connections),
        ("karto.limits.backlog", booted.karto.limits.backlog != new.karto.limits.backlog),
        ("karto.limits.sendBuffer", booted.karto.limits.send_buffer != new.karto.limits.send_buffer),
        ("karto.traces", booted.karto.traces != new.karto.traces),
        ("karto.log", log_form(booted) != log_form(new)),
        ("karto.metrics", booted.karto.metrics != new.karto.metrics),
        ("metrics", booted.metrics != new.metrics),
    ];
    differences.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name).collect()
}
