//! The command line: one file per command.

mod address;
mod check;
mod compare;
mod config_args;
mod connect;
pub mod dev;
mod health;
mod probe;
mod reload;
mod render;
mod request_log;
mod schema;
mod seed;
pub mod serve;
mod signals;

use std::{ffi::OsString, process::ExitCode};

use clap::{Parser, Subcommand};

pub use config_args::ConfigArgs;

/// Findings were reported.
pub const EXIT_FINDINGS: u8 = 1;
/// Wrong usage, or a file that cannot be read or written.
pub const EXIT_USAGE: u8 = 2;
/// A configuration that `serve` refuses to boot (sysexits `EX_CONFIG`).
pub const EXIT_CONFIG: u8 = 78;

/// A time of the command line: `500ms`, `5s`, `2m`.
fn time(text: &str) -> Result<std::time::Duration, String> {
    let time = crate::config::duration_of(text, false).filter(|time| !time.is_zero());
    time.ok_or_else(|| "write a number and its unit: 500ms, 5s, 2m".into())
}

/// The base URL of a server, on the command line.
fn base(text: &str) -> Result<url::Url, String> {
    let url = url::Url::parse(text).map_err(|error| format!("no URL: {error}"))?;
    match url.scheme() {
        "http" | "https" if url.host_str().is_some() => Ok(url),
        _ => Err("an address starts with http:// or https://".into()),
    }
}

/// A map tile server: vector tiles from PostGIS, raster tiles without a GPU, Kartotherian's interface.
#[derive(Debug, Parser)]
#[command(name = "karto", version = crate::version::full(), arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

// One line per command; each lives in its own file.
#[derive(Debug, Subcommand)]
enum Command {
    /// Serve maps until told to stop
    Serve(serve::ServeArgs),
    /// Check a configuration: the same stages that `serve` starts with
    Check(check::CheckArgs),
    /// Print the JSON Schema of the configuration, its reference, or what of a style is drawn
    Schema(schema::SchemaArgs),
    /// Draw one picture from a style and a tile archive
    Render(render::RenderArgs),
    /// Ask a running karto everything its API description offers, as a monitor would
    Probe(probe::ProbeArgs),
    /// Ask a running karto for tiles, so that its cache is warm
    Seed(seed::SeedArgs),
    /// Ask two servers the requests of a log and report where they differ
    Compare(compare::CompareArgs),
    /// Ask the karto of this machine whether it is alive: for HEALTHCHECK
    Health(health::HealthArgs),
    /// For developers: conformance suites
    #[command(hide = true)]
    Dev {
        #[command(subcommand)]
        command: dev::DevCommand,
    },
}

/// Runs the command named by `args` (the program's name first) and returns its exit status.
///
/// 0 is success, 1 findings, 2 wrong usage or I/O, 78 (sysexits `EX_CONFIG`) a configuration that
/// `serve` refuses to boot.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(message) => {
            // Help and version go to standard output and are no errors.
            let _ = message.print();
            return ExitCode::from(if message.use_stderr() { EXIT_USAGE } else { 0 });
        }
    };
    match cli.command {
        Command::Serve(args) => serve::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Render(args) => args.run(),
        Command::Probe(args) => probe::run(&args),
        Command::Seed(args) => seed::run(&args),
        Command::Compare(args) => compare::run(&args),
        Command::Health(args) => health::run(&args),
        Command::Dev { command } => command.run(),
    }
}
