//! Recorded test data from outside of the repository, and reports of tests that are skipped without it.
#![allow(dead_code, reason = "each test binary uses its part")]

use std::{io::Write, path::PathBuf};

/// The path of a file or folder of the recorded test data: in `$KARTO_SHARED` or the folder `shared` beside the
/// checkout. Without it, the calling test is reported as skipped and has to return.
pub(crate) fn shared(path: &str) -> Option<PathBuf> {
    let checkout = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let named = std::env::var_os("KARTO_SHARED").map(PathBuf::from);
    let folders = named.into_iter().chain(["../shared", "../../shared"].map(|folder| checkout.join(folder)));
    let found = folders.map(|folder| folder.join(path)).find(|path| path.exists());
    if found.is_none() {
        skipped(&format!("no recorded test data: shared/{path}"));
    }
    found
}

/// Reports that the calling test is skipped. `./run-tests` lists these lines.
pub(crate) fn skipped(reason: &str) {
    // The name of a test's thread is the name of the test.
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("a test");
    // `eprintln!` would be captured with the output of a passing test.
    let _ = writeln!(std::io::stderr(), "SKIPPED {}::{test}: {reason}", env!("CARGO_CRATE_NAME"));
}
