//! The command line: one file per command.

mod check;
mod config_args;
mod connect;
pub mod dev;
mod render;
mod schema;
pub mod serve;

use std::{ffi::OsString, process::ExitCode};

use clap::{Parser, Subcommand};

pub use config_args::ConfigArgs;

/// Findings were reported.
pub const EXIT_FINDINGS: u8 = 1;
/// Wrong usage, or a file that cannot be read or written.
pub const EXIT_USAGE: u8 = 2;
/// A configuration that `serve` refuses to boot (sysexits `EX_CONFIG`).
pub const EXIT_CONFIG: u8 = 78;

/// A map tile server: vector tiles from PostGIS, raster tiles without a GPU, Kartotherian's interface.
#[derive(Debug, Parser)]
#[command(name = "karto", version, arg_required_else_help = true)]
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
        Command::Dev { command } => command.run(),
    }
}
