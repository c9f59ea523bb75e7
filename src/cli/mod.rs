//! The command line: one file per command.

use std::{ffi::OsString, process::ExitCode};

/// Runs the command named by `args` (the program's name first) and returns its exit status.
///
/// 0 is success, 1 findings, 2 wrong usage or I/O, 78 (sysexits `EX_CONFIG`) a configuration that
/// `serve` refuses to boot.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    let _ = args.into_iter();
    ExitCode::from(2)
}
