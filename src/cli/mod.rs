//! The command line: one file per command.

pub mod dev;

use std::{ffi::OsString, process::ExitCode};

/// Runs the command named by `args` (the program's name first) and returns its exit status.
///
/// 0 is success, 1 findings, 2 wrong usage or I/O, 78 (sysexits `EX_CONFIG`) a configuration that
/// `serve` refuses to boot.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    match <Karto as clap::Parser>::try_parse_from(args) {
        Ok(Karto { command: Command::Dev { command } }) => command.run(),
        Err(e) => {
            let _ = e.print();
            ExitCode::from(if e.use_stderr() { 2 } else { 0 })
        }
    }
}

/// A map tile server.
#[derive(Debug, clap::Parser)]
#[command(name = "karto", version)]
struct Karto {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// For developers: conformance suites.
    #[command(hide = true)]
    Dev {
        #[command(subcommand)]
        command: dev::DevCommand,
    },
}
