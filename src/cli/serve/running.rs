//! A running server: a service with open ports.

use std::{net::SocketAddr, sync::Arc, time::Duration, time::Instant};

use tokio::{
    sync::mpsc::{self, Sender},
    task::JoinHandle,
};
use tokio_util::sync::CancellationToken;

use super::{
    ports::{ListenError, OpenPort},
    reload::Reloader,
    signals::HangupSignal,
};
use crate::{
    admin::{self, ReloadRequest},
    config::LoadOptions,
    http::{Site, serve},
    service::{Current, Service},
    settings::{MetricsSink, Settings},
    telemetry::{Event, event, kartotherian, log::LogControl, statsd},
};

/// The time after the longest request until connections are closed during a shutdown.
const DRAIN_MARGIN: Duration = Duration::from_secs(2);

/// A service with its ports open.
pub struct RunningServer {
    /// Address of the public port.
    pub address: SocketAddr,
    /// Address of the admin port, if it is enabled.
    pub admin: Option<SocketAddr>,
    shutdown: Shutdown,
    public: JoinHandle<()>,
}

/// The two steps of a shutdown.
#[derive(Debug, Default)]
struct Shutdown {
    /// The public port accepts no new connections, and the process is not ready.
    draining: CancellationToken,
    /// The admin port and the metrics ports are closed.
    closing: CancellationToken,
}

impl RunningServer {
    /// Opens the ports of `service`. With `options`, its configuration can be reloaded.
    pub async fn start(
        service: Arc<Service>,
        options: Option<LoadOptions>,
        log: Option<LogControl>,
        started: Instant,
    ) -> Result<Self, ListenError> {
        let booted = service.settings().clone();
        let shutdown = Shutdown::default();
        let public = OpenPort::open_public((booted.server.interface, booted.server.port), &booted.karto.limits).await?;
        let address = public.address;
        let site = Arc::new(Current::new(Arc::new(Site::new(service.clone(), address))));
        let service = Arc::new(Current::new(service));
        let (reloads, requests) = mpsc::channel(1);
        let reloads = options.is_some().then_some(reloads);
        let admin = open_admin(&booted, &service, log.clone(), reloads, &shutdown).await?;
        open_metrics(&booted, &service, &shutdown).await?;
        // Catch the signal before the event reports that karto is ready.
        let reloading = options.map(|options| (options, HangupSignal::catch()));
        let (config, sources) = (&booted.hash, booted.sources.len());
        event::Started { config, address, admin, sources, took: started.elapsed() }.emit();
        // A request that arrived just before the signal may still use its whole timeout.
        let drain = booted.karto.limits.request_timeout + DRAIN_MARGIN;
        if let Some((options, hangups)) = reloading {
            let reloader = Reloader { options, service, site: site.clone(), address, log, booted };
            tokio::spawn(reloader.run(hangups, requests, shutdown.draining.clone()));
        }
        let public = tokio::spawn(serve::run(public.listener, site, shutdown.draining.clone(), drain));
        Ok(Self { address, admin, shutdown, public })
    }

    /// Finishes the requests in flight, then closes the ports.
    pub async fn stop(self) {
        self.shutdown.draining.cancel();
        let _ = self.public.await;
        self.shutdown.closing.cancel();
    }
}

/// Serves the admin port, if it is enabled.
async fn open_admin(
    settings: &Settings,
    service: &Arc<Current<Service>>,
    log: Option<LogControl>,
    reloads: Option<Sender<ReloadRequest>>,
    shutdown: &Shutdown,
) -> Result<Option<SocketAddr>, ListenError> {
    let admin = &settings.karto.admin;
    if !admin.enabled {
        return Ok(None);
    }
    let port = OpenPort::open((admin.interface, admin.port)).await?;
    let router = admin::router(service.clone(), log, reloads, shutdown.draining.clone());
    tokio::spawn(admin::run(port.listener, router, shutdown.closing.clone()));
    Ok(Some(port.address))
}

/// Serves the metrics ports, and sends metrics to the statsd servers.
async fn open_metrics(
    settings: &Settings,
    service: &Arc<Current<Service>>,
    shutdown: &Shutdown,
) -> Result<(), ListenError> {
    let mut statsd = Vec::new();
    for sink in &settings.metrics {
        match sink {
            MetricsSink::Prometheus { port } => {
                let port = OpenPort::open((settings.server.interface, *port)).await?;
                let router = admin::metrics_router(service.clone());
                tokio::spawn(admin::run(port.listener, router, shutdown.closing.clone()));
            }
            MetricsSink::Statsd { host, port, prefix } => {
                statsd.push(statsd::StatsdServer { host: host.clone(), port: *port, prefix: prefix.clone() });
            }
        }
    }
    statsd::start(statsd);
    if settings.karto.metrics.wikimedia_names {
        kartotherian::turn_on();
    }
    Ok(())
}
