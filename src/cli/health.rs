//! `karto health`: whether the karto of this container or machine is alive, for Docker's HEALTHCHECK. Needs no
//! shell and no other program.

use std::{
    net::{IpAddr, Ipv4Addr},
    process::ExitCode,
    time::Duration,
};

use clap::Args;

use super::{ConfigArgs, EXIT_USAGE, address::reachable};
use crate::{
    config::load_or_default,
    source::client::{describe, straight},
};

/// Where the admin port is unless the configuration says otherwise.
const ADMIN: (IpAddr, u16) = (IpAddr::V4(Ipv4Addr::LOCALHOST), 6534);

/// Options of `karto health`.
#[derive(Debug, Args)]
pub struct HealthArgs {
    /// Ask whether it is ready for requests (`/ready`), not only whether it is alive (`/live`)
    #[arg(long)]
    ready: bool,
    /// Longest time for an answer
    #[arg(long, value_name = "TIME", default_value = "3s", value_parser = super::time)]
    timeout: Duration,
    #[command(flatten)]
    config: ConfigArgs,
}

/// 0 when it answers that all is well, otherwise 1.
pub fn run(args: &HealthArgs) -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_current_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("karto health: no runtime: {error}");
            return ExitCode::from(EXIT_USAGE);
        }
    };
    let url = url(args);
    match runtime.block_on(ask(&url, args.timeout)) {
        Ok(()) => {
            println!("{url}: ok");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("{url}: {problem}");
            ExitCode::FAILURE
        }
    }
}

/// Where to ask. A configuration that cannot be read is the server's trouble: then the usual place is asked.
fn url(args: &HealthArgs) -> String {
    let (config, options) = (&args.config, args.config.options());
    let settings = load_or_default(&options).settings;
    let path = if args.ready { "ready" } else { "live" };
    let (interface, port, path) = match settings {
        // Without an admin port the public one tells that it answers.
        Some(s) if !s.karto.admin.enabled => (s.server.interface, s.server.port, "robots.txt"),
        Some(s) => (s.karto.admin.interface, s.karto.admin.port, path),
        None => (config.admin_interface.unwrap_or(ADMIN.0), config.admin_port.unwrap_or(ADMIN.1), path),
    };
    format!("http://{}:{port}/{path}", reachable(interface))
}

async fn ask(url: &str, timeout: Duration) -> Result<(), String> {
    let client = straight().map_err(|error| error.to_string())?;
    let asked = client.get(url).timeout(timeout).send().await.map_err(describe)?;
    match asked.status() {
        status if status.is_success() => Ok(()),
        status => Err(format!("{status}")),
    }
}
