//! The `karto` binary: reads the command line and hands over to the command.

use std::process::ExitCode;

fn main() -> ExitCode {
    karto::cli::run(std::env::args_os())
}
