//! Tells the binary which revision it was built from.

use std::process::Command;

/// `KARTO_REVISION` says it where the sources come without git (container builds). Otherwise git is asked, for
/// release builds only: a developer's build would have to be made anew after every commit.
fn main() {
    println!("cargo:rerun-if-env-changed=KARTO_REVISION");
    if std::env::var("KARTO_REVISION").is_ok_and(|given| !given.is_empty()) {
        return;
    }
    if std::env::var("PROFILE").as_deref() != Ok("release") {
        println!("cargo:rerun-if-changed=build.rs");
        return;
    }
    let git = |args: &[&str]| {
        let output = Command::new("git").args(args).output().ok().filter(|output| output.status.success())?;
        Some(String::from_utf8(output.stdout).ok()?.trim().to_owned())
    };
    // Written by every commit, checkout and reset.
    if let Some(log) = git(&["rev-parse", "--git-path", "logs/HEAD"]) {
        println!("cargo:rerun-if-changed={log}");
    }
    if let Some(revision) = git(&["rev-parse", "--short=12", "HEAD"]) {
        println!("cargo:rustc-env=KARTO_REVISION={revision}");
    }
}
