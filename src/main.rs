//! The `karto` binary: runs the command that its arguments select.

use std::process::ExitCode;

fn main() -> ExitCode {
    karto::cli::run(std::env::args_os())
}
