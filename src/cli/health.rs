//! `karto health`: checks whether the server in this container or on this machine is alive, for Docker's HEALTHCHECK.
//! It needs no shell or other program.

use std::{
    net::{IpAddr, Ipv4Addr},
    process::ExitCode,
    time::Duration,
};

use clap::Args;
use http::StatusCode;

use super::{address::local_origin, argument, client, config_args::ConfigArgs, exit, runtime};
use crate::{
    check::load_or_default,
    source::{
        client::{ClientError, straight},
        with_causes,
    },
};

/// The default address of the admin port.
const DEFAULT_ADMIN: (IpAddr, u16) = (IpAddr::V4(Ipv4Addr::LOCALHOST), 6534);
/// The maximum size of the body, in bytes.
const MAX_BODY: usize = 1 << 20;

/// Options of `karto health`.
#[derive(Debug, Args)]
#[command(after_help = "Exit status: 0 if the server is alive (with --ready: ready), 1 if not.")]
pub(crate) struct HealthArgs {
    /// Check that the server is ready for requests (`/ready`), not only alive (`/live`)
    #[arg(long)]
    ready: bool,
    /// Timeout of the request
    #[arg(long, value_name = "TIME", default_value = "3s", value_parser = argument::duration)]
    timeout: Duration,
    #[command(flatten, next_help_heading = "Configuration")]
    config: ConfigArgs,
}

/// The server is not healthy.
#[derive(Debug, thiserror::Error)]
enum HealthError {
    #[error(transparent)]
    Client(#[from] ClientError),
    #[error(transparent)]
    Request(#[from] client::ResponseError),
    #[error("{0}")]
    Status(StatusCode),
}

/// 0 if the server responds with success, otherwise 1.
pub(crate) fn run(args: &HealthArgs) -> ExitCode {
    exit::report(check(args))
}

fn check(args: &HealthArgs) -> anyhow::Result<u8> {
    let url = url(args);
    Ok(match runtime::for_this_thread()?.block_on(ask(&url, args.timeout)) {
        Ok(()) => {
            println!("{url}: ok");
            0
        }
        Err(error) => {
            eprintln!("{url}: {}", with_causes(&error));
            exit::EXIT_FINDINGS
        }
    })
}

/// The URL to request. If the configuration has errors, which `serve` reports, the address of the admin port is that on
/// the command line or the default.
fn url(args: &HealthArgs) -> String {
    let (config, options) = (&args.config, args.config.options());
    let settings = load_or_default(&options).settings;
    let path = if args.ready { "ready" } else { "live" };
    let (interface, port, path) = match settings {
        // Without an admin port, any response of the public port shows that the server is alive.
        Some(s) if !s.karto.admin.enabled => (s.server.interface, s.server.port, "robots.txt"),
        Some(s) => (s.karto.admin.interface, s.karto.admin.port, path),
        None => (config.admin_interface.unwrap_or(DEFAULT_ADMIN.0), config.admin_port.unwrap_or(DEFAULT_ADMIN.1), path),
    };
    format!("{}/{path}", local_origin(interface, port))
}

async fn ask(url: &str, timeout: Duration) -> Result<(), HealthError> {
    let response = client::send(straight()?.get(url).timeout(timeout), MAX_BODY).await?;
    if response.status.is_success() { Ok(()) } else { Err(HealthError::Status(response.status)) }
}
