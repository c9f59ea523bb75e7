//! `karto serve`: runs the tile server until a signal stops it.

mod ports;
mod reload;
mod running;
mod signals;

use std::{
    io::{self, IsTerminal},
    process::ExitCode,
    time::Instant,
};

use anyhow::bail;
use clap::Args;

use super::{
    config_args::ConfigArgs,
    exit::{self, EXIT_CONFIG},
    runtime,
};
use crate::{
    check::load_or_default,
    config::LoadOptions,
    service::Service,
    settings::Settings,
    source::client,
    telemetry::{
        Event, event,
        log::{self, LogControl},
        traces,
    },
};

pub use ports::ListenError;
pub use running::RunningServer;

use signals::StopSignal;

/// Options of `karto serve`.
#[derive(Debug, Args)]
#[command(after_help = "\
Without a configuration, karto serves a world map from data in the binary.

SIGTERM and SIGINT finish the requests in flight and end the process; SIGHUP reloads the configuration.

Exit status: 0 after a signal, 2 if a port cannot be opened, 78 if the configuration has errors.")]
pub(crate) struct ServeArgs {
    #[command(flatten)]
    config: ConfigArgs,
}

/// Serves requests until SIGTERM or SIGINT.
pub(crate) fn run(args: &ServeArgs) -> ExitCode {
    exit::report(serve(args))
}

fn serve(args: &ServeArgs) -> anyhow::Result<u8> {
    let started = Instant::now();
    let options = args.config.options();
    if let Some(missing) = options.files.iter().find(|file| !file.is_file()) {
        bail!("there is no file {}", missing.display());
    }
    let loaded = load_or_default(&options);
    if !loaded.diagnostics.is_empty() {
        let color = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
        eprint!("{}", loaded.human(color));
    }
    let Some(settings) = loaded.settings else { return Ok(EXIT_CONFIG) };
    let runtime = runtime::for_all_cores()?;
    let tracer = match &settings.karto.traces {
        Some(settings) => Some(traces::start(settings, client::straight()?, runtime.handle().clone())?),
        None => None,
    };
    let log = log::init(&settings.log, tracer);
    let result = runtime.block_on(serve_until_stopped(settings, options, log, started));
    traces::finish();
    result
}

async fn serve_until_stopped(
    settings: Settings,
    options: LoadOptions,
    log: Option<LogControl>,
    started: Instant,
) -> anyhow::Result<u8> {
    let mut stop = StopSignal::catch();
    event::Starting { config: &settings.hash, sources: settings.sources.len() }.emit();
    let built = tokio::select! {
        built = Service::build(settings) => built,
        () = stop.received() => return Ok(0),
    };
    let service = match built {
        Ok(service) => service,
        Err(problems) => {
            for problem in problems {
                eprintln!("error: {problem}");
            }
            return Ok(EXIT_CONFIG);
        }
    };
    let running = RunningServer::start(service, Some(options), log, started).await?;
    stop.received().await;
    running.stop().await;
    Ok(0)
}
