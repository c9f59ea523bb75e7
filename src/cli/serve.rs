//! `karto serve`: answers on a port until it is told to stop.

use std::{
    io::{self, IsTerminal},
    net::SocketAddr,
    process::ExitCode,
    sync::Arc,
    time::{Duration, Instant},
};

use clap::Args;
use opentelemetry_sdk::trace::SdkTracer;
use tokio::{net::TcpListener, runtime::Runtime, sync::mpsc};
use tokio_util::sync::CancellationToken;

use super::{
    ConfigArgs, EXIT_CONFIG, EXIT_USAGE,
    reload::Reloader,
    signals::{Hangups, Stop},
};
use crate::{
    admin,
    config::{LoadOptions, load_or_default},
    http::{Site, serve},
    service::{Current, Service},
    settings::{MetricsSink, Settings, TraceSettings},
    source::client,
    telemetry::{Event, event, log, statsd, traces},
};

/// Options of `karto serve`.
#[derive(Debug, Args)]
pub struct ServeArgs {
    #[command(flatten)]
    config: ConfigArgs,
}

/// Serves until SIGTERM or SIGINT; says why when it cannot.
pub fn run(args: &ServeArgs) -> ExitCode {
    let started = Instant::now();
    let options = args.config.options();
    if let Some(missing) = options.files.iter().find(|file| !file.is_file()) {
        return failed(&format!("there is no file {}", missing.display()));
    }
    let loaded = load_or_default(&options);
    if !loaded.diagnostics.is_empty() {
        let colour = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        eprint!("{}", loaded.human(colour));
    }
    let Some(settings) = loaded.settings else { return ExitCode::from(EXIT_CONFIG) };
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&format!("no runtime: {error}")),
    };
    let tracer = match settings.karto.traces.as_ref().map(|traces| tracer(traces, &runtime)).transpose() {
        Ok(tracer) => tracer,
        Err(problem) => return failed(&problem),
    };
    let log = log::init(settings.log_level, tracer);
    let status = runtime.block_on(serve_until_told(settings, options, log, started));
    traces::finish();
    status
}

fn tracer(settings: &TraceSettings, runtime: &Runtime) -> Result<SdkTracer, String> {
    let client = client::straight().map_err(|error| error.to_string())?;
    traces::start(settings, client, runtime.handle().clone()).map_err(|error| error.to_string())
}

async fn serve_until_told(
    settings: Settings,
    options: LoadOptions,
    log: Option<log::LogControl>,
    started: Instant,
) -> ExitCode {
    let mut stop = Stop::catch();
    event::Starting { config: &settings.hash, sources: settings.sources.len() }.emit();
    let built = tokio::select! {
        built = Service::build(settings) => built,
        () = stop.told() => return ExitCode::SUCCESS,
    };
    let service = match built {
        Ok(service) => service,
        Err(problems) => {
            for problem in problems {
                eprintln!("error: {problem}");
            }
            return ExitCode::from(EXIT_CONFIG);
        }
    };
    match Running::start(service, Some(options), log, started).await {
        Ok(running) => {
            stop.told().await;
            running.stop().await;
            ExitCode::SUCCESS
        }
        Err((address, error)) => failed(&format!("cannot listen on {address}: {error}")),
    }
}

fn failed(problem: &str) -> ExitCode {
    eprintln!("error: {problem}");
    ExitCode::from(EXIT_USAGE)
}

/// A service with its ports open.
pub struct Running {
    /// Where the public port is.
    pub address: SocketAddr,
    /// Where the admin port is, when it is open.
    pub admin: Option<SocketAddr>,
    /// Stops new connections; the admin port says unready.
    draining: CancellationToken,
    /// Closes the admin port.
    done: CancellationToken,
    public: tokio::task::JoinHandle<()>,
}

impl Running {
    /// Opens the ports of `service`. With `options` its configuration can be reloaded. The error names the
    /// address that is taken.
    pub async fn start(
        service: Arc<Service>,
        options: Option<LoadOptions>,
        log: Option<log::LogControl>,
        started: Instant,
    ) -> Result<Self, (SocketAddr, io::Error)> {
        let booted = service.settings().clone();
        let (draining, done) = (CancellationToken::new(), CancellationToken::new());
        let (listener, address) = bind((booted.server.interface, booted.server.port).into()).await?;
        let site = Arc::new(Current::new(Arc::new(Site::new(service.clone(), address))));
        let current = Arc::new(Current::new(service));
        let (reloads, requests) = mpsc::channel(1);
        let mut admin_address = None;
        if booted.karto.admin.enabled {
            let wanted = (booted.karto.admin.interface, booted.karto.admin.port).into();
            let (listener, address) = bind(wanted).await?;
            admin_address = Some(address);
            let reloads = options.is_some().then_some(reloads);
            let router = admin::router(current.clone(), log.clone(), reloads, draining.clone());
            tokio::spawn(admin::run(listener, router, done.clone()));
        }
        let mut statsd = Vec::new();
        for sink in &booted.metrics {
            match sink {
                MetricsSink::Prometheus { port } => {
                    let (listener, _) = bind((booted.server.interface, *port).into()).await?;
                    tokio::spawn(admin::run(listener, admin::metrics_router(current.clone()), done.clone()));
                }
                MetricsSink::Statsd { host, port, prefix } => {
                    statsd.push(statsd::Server { host: host.clone(), port: *port, prefix: prefix.clone() });
                }
            }
        }
        statsd::start(statsd);
        // Caught before anybody is told that karto is ready.
        let reloading = options.map(|options| (options, Hangups::catch()));
        event::Started {
            config: &booted.hash,
            address,
            admin: admin_address,
            sources: booted.sources.len(),
            took: started.elapsed(),
        }
        .emit();
        // The last request may use its whole time after the signal.
        let drain = booted.karto.limits.request_timeout + Duration::from_secs(2);
        if let Some((options, hangups)) = reloading {
            let reloader = Reloader { options, service: current, site: site.clone(), address, log, booted };
            tokio::spawn(reloader.run(hangups, requests, draining.clone()));
        }
        let public = tokio::spawn(serve::run(listener, site, draining.clone(), drain));
        Ok(Self { address, admin: admin_address, draining, done, public })
    }

    /// Finishes the requests under way, then closes the ports.
    pub async fn stop(self) {
        self.draining.cancel();
        let _ = self.public.await;
        self.done.cancel();
    }
}

async fn bind(wanted: SocketAddr) -> Result<(TcpListener, SocketAddr), (SocketAddr, io::Error)> {
    let listener = TcpListener::bind(wanted).await.map_err(|error| (wanted, error))?;
    let address = listener.local_addr().map_err(|error| (wanted, error))?;
    Ok((listener, address))
}
