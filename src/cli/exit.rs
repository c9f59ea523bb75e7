//! Exit statuses, and the report of errors.

use std::process::ExitCode;

use crate::source::with_causes;

/// The command succeeded, but found problems: diagnostics, differences, failed requests.
pub(crate) const EXIT_FINDINGS: u8 = 1;
/// Wrong usage, or a file, a port or a server is not available.
pub(crate) const EXIT_USAGE: u8 = 2;
/// `serve` does not start because of errors in the configuration (sysexits `EX_CONFIG`).
pub(crate) const EXIT_CONFIG: u8 = 78;

/// Converts the result of a command to an exit status. For an error, it prints the error with its causes on one line to
/// standard error, and returns [`EXIT_USAGE`].
pub(crate) fn report(result: anyhow::Result<u8>) -> ExitCode {
    match result {
        Ok(status) => ExitCode::from(status),
        Err(error) => {
            eprintln!("error: {}", with_causes(error.as_ref()));
            ExitCode::from(EXIT_USAGE)
        }
    }
}
