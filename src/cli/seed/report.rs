//! The result of seeding a server, as text and as JSON.

use serde_json::json;

use super::counts::{MAX_CONSECUTIVE_FAILURES, SeedCounts};
use crate::{
    cli::{client::RemoteServer, output::OutputFormat},
    source::with_causes,
};

/// The report, without a trailing line break.
pub(super) fn of(format: OutputFormat, server: &RemoteServer, counts: &SeedCounts) -> String {
    match format {
        OutputFormat::Json => json(server.name(), counts),
        OutputFormat::Human => human(server.name(), counts),
    }
}

fn json(server: &str, counts: &SeedCounts) -> String {
    let report = json!({
        "server": server, "asked": counts.requested, "made": counts.made, "cached": counts.cached,
        "missing": counts.missing, "failed": counts.failed, "bytes": counts.bytes,
        "seconds": counts.elapsed.as_secs_f64(), "gaveUp": counts.has_given_up(), "firstProblem": first_failure(counts),
    });
    report.to_string()
}

fn human(server: &str, counts: &SeedCounts) -> String {
    let SeedCounts { requested, made, cached, missing, failed, .. } = counts;
    let (seconds, megabytes) = (counts.elapsed.as_secs_f64(), counts.bytes as f64 / 1e6);
    let mut text = format!(
        "{server}: {requested} tiles in {seconds:.1} s: {made} made, {cached} cached, {missing} missing, \
         {failed} failed; {megabytes:.1} MB"
    );
    if let Some(failure) = first_failure(counts) {
        text.push_str(&format!("\nfirst failure: {failure}"));
    }
    if counts.has_given_up() {
        text.push_str(&format!("\ngave up after {MAX_CONSECUTIVE_FAILURES} failures in a row"));
    }
    text
}

/// `PATH: what happened`
fn first_failure(counts: &SeedCounts) -> Option<String> {
    counts.first_failure.as_ref().map(|(path, error)| format!("{path}: {}", with_causes(error)))
}
