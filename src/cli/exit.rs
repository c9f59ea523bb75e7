//! The exit statuses of all commands, and the report of a command that fails.

use std::process::ExitCode;

use crate::source::with_causes;

/// The command worked, and what it examined has problems: findings, differences, failed requests.
pub(crate) const EXIT_FINDINGS: u8 = 1;
/// Wrong usage, or something the command needs is missing: a file, a port, a server.
pub(crate) const EXIT_USAGE: u8 = 2;
/// A configuration that `serve` refuses to start with (sysexits `EX_CONFIG`).
pub(crate) const EXIT_CONFIG: u8 = 78;

/// Turns what a command returns into the exit status of the process: an error and its causes go to standard error
/// on one line, and the status is [`EXIT_USAGE`].
pub(crate) fn report(result: anyhow::Result<u8>) -> ExitCode {
    match result {
        Ok(status) => ExitCode::from(status),
        Err(error) => {
            eprintln!("error: {}", with_causes(error.as_ref()));
            ExitCode::from(EXIT_USAGE)
        }
    }
}
