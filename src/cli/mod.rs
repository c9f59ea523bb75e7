//! The command line: a file or folder for each command, and shared modules.

mod address;
mod area_arguments;
mod argument;
mod bench;
mod check;
mod client;
mod compare;
mod comparison;
mod config_args;
mod connect;
mod dev;
mod exit;
mod health;
mod output;
mod probe;
mod render;
mod request_log;
mod runtime;
mod schema;
mod seed;
pub mod serve;

use std::{ffi::OsString, process::ExitCode};

use clap::{Parser, Subcommand};

use exit::EXIT_USAGE;

/// A map tile server: vector tiles from PostGIS, raster tiles without a GPU, Kartotherian's HTTP API
#[derive(Debug, Parser)]
#[command(name = "karto", version = crate::version::full(), arg_required_else_help = true)]
#[command(after_help = "Run `karto COMMAND --help` for the options and exit statuses of a command.")]
struct Cli {
    #[command(subcommand)]
    command: CliCommand,
}

// `karto --help` shows the first line of each.
#[derive(Debug, Subcommand)]
enum CliCommand {
    /// Run the tile server
    Serve(serve::ServeArgs),
    /// Check a configuration and its styles, as `serve` does before it starts
    #[command(after_help = "\
Exit status: 0 if nothing was found, 1 if there are errors (with --deny-warnings: or warnings), 2 if a file cannot be
read.")]
    Check(check::CheckArgs),
    /// Print the JSON Schema of the configuration, its reference, or the style support table
    Schema(schema::SchemaArgs),
    /// Draw one image from a style and a tile archive
    Render(render::RenderArgs),
    /// Request every example of a server's API description and check the responses
    Probe(probe::ProbeArgs),
    /// Request tiles from a server to warm its cache
    Seed(seed::SeedArgs),
    /// Load servers with the requests of people who look at maps, and report latencies and throughput
    Bench(bench::BenchArgs),
    /// Replay a log of requests against two servers and report where their responses differ
    Compare(compare::CompareArgs),
    /// Check that the server on this machine is alive, for Docker's HEALTHCHECK
    Health(health::HealthArgs),
    /// Run conformance suites, for developers of karto
    #[command(hide = true)]
    Dev {
        #[command(subcommand)]
        command: dev::DevCommand,
    },
}

/// Runs the command that `args` (the program's name first) selects, and returns its exit status.
///
/// 0 is success, 1 findings, 2 wrong usage or an I/O error, and 78 (sysexits `EX_CONFIG`) a configuration with errors
/// in `serve`.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(message) => {
            // Help and version are not errors: they go to standard output.
            let _ = message.print();
            return ExitCode::from(if message.use_stderr() { EXIT_USAGE } else { 0 });
        }
    };
    match cli.command {
        CliCommand::Serve(args) => serve::run(&args),
        CliCommand::Check(args) => check::run(&args),
        CliCommand::Schema(args) => schema::run(&args),
        CliCommand::Render(args) => args.run(),
        CliCommand::Probe(args) => probe::run(&args),
        CliCommand::Seed(args) => seed::run(&args),
        CliCommand::Bench(args) => bench::run(&args),
        CliCommand::Compare(args) => compare::run(&args),
        CliCommand::Health(args) => health::run(&args),
        CliCommand::Dev { command } => command.run(),
    }
}
