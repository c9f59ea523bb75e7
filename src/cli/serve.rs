//! `karto serve`: answers on a port until it is told to stop.

use std::{
    io,
    net::{IpAddr, SocketAddr},
    path::PathBuf,
    process::ExitCode,
    sync::Arc,
    time::{Duration, Instant},
};

use clap::Args;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

use crate::{
    admin,
    config::{
        self, Settings,
        settings::{MetricsSink, Secret},
    },
    http::{Site, serve},
    service::Service,
    telemetry::{Event, event, log},
};

/// sysexits `EX_CONFIG`: the configuration is refused.
const REFUSED: u8 = 78;
/// Usage or I/O.
const FAILED: u8 = 2;

/// Serves maps.
#[derive(Debug, Args)]
pub struct ServeArgs {
    /// The configuration; without one, the world map inside the binary
    #[arg(short, long, value_name = "FILE", env = "KARTO_CONFIG", value_delimiter = ':')]
    config: Vec<PathBuf>,
    /// Public port, instead of the configuration's; 0 takes any free one
    #[arg(short, long)]
    port: Option<u16>,
    /// Address to listen on, instead of the configuration's
    #[arg(long, value_name = "ADDRESS")]
    interface: Option<IpAddr>,
    /// Port for health, metrics and purges, instead of the configuration's; 0 takes any free one
    #[arg(long, value_name = "PORT")]
    admin_port: Option<u16>,
    /// PostgreSQL that every postgis source reads from, instead of the configuration's
    #[arg(long, value_name = "URL", env = "KARTO_DATABASE_URL", hide_env_values = true)]
    database_url: Option<String>,
    /// MapLibre style drawn instead of a CartoCSS project, by npm module or source name
    #[arg(long, value_name = "NAME=FILE", value_parser = substitute)]
    style_substitute: Vec<(String, PathBuf)>,
}

fn substitute(text: &str) -> Result<(String, PathBuf), String> {
    let (name, file) = text.split_once('=').ok_or("write NAME=FILE")?;
    Ok((name.to_owned(), file.into()))
}

/// Serves until SIGTERM or SIGINT; says why when it cannot.
pub fn run(args: ServeArgs) -> ExitCode {
    let started = Instant::now();
    let options = config::LoadOptions {
        files: args.config,
        environment: config::Environment::of_process(),
        substitutes: args.style_substitute,
        port: args.port,
        interface: args.interface,
        admin_port: args.admin_port,
        database_url: args.database_url.map(Secret::new),
    };
    let loaded = config::load_or_default(&options);
    if !loaded.findings.is_empty() {
        use std::io::IsTerminal;
        eprintln!("{}", loaded.human(io::stderr().is_terminal()));
    }
    let Some(settings) = loaded.settings else { return ExitCode::from(REFUSED) };
    let log = log::init(settings.log_level);
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&format!("no runtime: {error}")),
    };
    runtime.block_on(serve_until_told(settings, log, started))
}

async fn serve_until_told(settings: Settings, log: Option<log::LogControl>, started: Instant) -> ExitCode {
    let service = match Service::build(settings).await {
        Ok(service) => service,
        Err(problems) => {
            for problem in problems {
                eprintln!("error: {problem}");
            }
            return ExitCode::from(REFUSED);
        }
    };
    match Running::start(service, log, started).await {
        Ok(running) => {
            told_to_stop().await;
            running.stop().await;
            ExitCode::SUCCESS
        }
        Err((address, error)) => failed(&format!("cannot listen on {address}: {error}")),
    }
}

fn failed(problem: &str) -> ExitCode {
    eprintln!("error: {problem}");
    ExitCode::from(FAILED)
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
    /// Opens the ports of `service`. The error names the address that is taken.
    pub async fn start(
        service: Arc<Service>,
        log: Option<log::LogControl>,
        started: Instant,
    ) -> Result<Self, (SocketAddr, io::Error)> {
        let settings = service.settings();
        let (draining, done) = (CancellationToken::new(), CancellationToken::new());
        let (listener, address) = bind((settings.server.interface, settings.server.port).into()).await?;
        let mut admin_address = None;
        if settings.karto.admin.enabled {
            let wanted = (settings.karto.admin.interface, settings.karto.admin.port).into();
            let (listener, address) = bind(wanted).await?;
            admin_address = Some(address);
            let router = admin::router(service.clone(), log, draining.clone());
            tokio::spawn(admin::run(listener, router, done.clone()));
        }
        for sink in &settings.metrics {
            if let MetricsSink::Prometheus { port } = sink {
                let (listener, _) = bind((settings.server.interface, *port).into()).await?;
                tokio::spawn(admin::run(listener, admin::metrics_router(service.clone()), done.clone()));
            }
        }
        event::Started {
            config: &settings.hash,
            address,
            admin: admin_address,
            sources: settings.sources.len(),
            took: started.elapsed(),
        }
        .emit();
        // The last request may use its whole time after the signal.
        let drain = settings.karto.limits.request_timeout + Duration::from_secs(2);
        let site = Arc::new(Site::new(service.clone(), address));
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

/// SIGTERM (an orchestrator) or SIGINT (Ctrl-C).
async fn told_to_stop() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            },
            Err(_) => drop(interrupt.await),
        }
    }
    #[cfg(not(unix))]
    drop(interrupt.await);
}
