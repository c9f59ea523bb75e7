//! Measurements as text for a terminal, side by side.

use super::PERCENTILES;
use crate::cli::bench::measurement::Measurement;

/// The width of the names of rows.
const NAMES: usize = 22;

/// A table with a column for each server, and doubts below it.
pub(in crate::cli::bench) fn text(measured: &[Measurement]) -> String {
    let mut out = String::new();
    for (i, one) in measured.iter().enumerate() {
        out.push_str(&format!("[{}] {}: {}\n", i + 1, one.name, pace(one)));
    }
    out.push('\n');
    for (name, cells) in rows(measured) {
        let cells: String = cells.iter().map(|cell| format!("{cell:>16}")).collect();
        out.push_str(&format!("{name:<NAMES$}{cells}\n"));
    }
    for (i, one) in measured.iter().enumerate() {
        for doubt in one.doubts() {
            out.push_str(&format!("\n[{}] note: {doubt}", i + 1));
        }
    }
    out.trim_end().to_owned()
}

/// How requests were sent, in words.
pub(super) fn pace(one: &Measurement) -> String {
    let (connections, seconds) = (one.plan.connections, one.plan.duration.as_secs_f64());
    match one.plan.rate {
        Some(rate) => format!("{rate} requests/s (open loop) for {seconds} s, at most {connections} connections"),
        None => format!("{connections} connections (closed loop) for {seconds} s"),
    }
}

/// The rows of the table: a name, and a cell for each server.
pub(super) fn rows(measured: &[Measurement]) -> Vec<(String, Vec<String>)> {
    let row =
        |name: &str, cell: &dyn Fn(&Measurement) -> String| (name.to_owned(), measured.iter().map(cell).collect());
    let mut rows = vec![
        (String::new(), (1..=measured.len()).map(|i| format!("[{i}]")).collect()),
        row("responses/s", &|one| format!("{:.1}", one.throughput())),
        row("MB/s", &|one| format!("{:.2}", one.megabytes())),
        row("latency mean, ms", &|one| milliseconds(one.result.tally.latency.mean())),
    ];
    for percent in PERCENTILES {
        rows.push(row(&format!("  {percent} %"), &|one| milliseconds(one.result.tally.latency.percentile(percent))));
    }
    rows.push(row("  max", &|one| milliseconds(one.result.tally.latency.max())));
    let mut statuses: Vec<u16> = measured.iter().flat_map(|one| one.result.tally.statuses.keys().copied()).collect();
    statuses.sort_unstable();
    statuses.dedup();
    for status in statuses {
        let count = |one: &Measurement| one.result.tally.statuses.get(&status).copied().unwrap_or(0).to_string();
        rows.push(row(&format!("status {status}"), &count));
    }
    let mut failures: Vec<&str> = measured.iter().flat_map(|one| one.result.tally.failures.keys().copied()).collect();
    failures.sort_unstable();
    failures.dedup();
    for failure in failures {
        let count = |one: &Measurement| one.result.tally.failures.get(failure).copied().unwrap_or(0).to_string();
        rows.push(row(&format!("failed: {failure}"), &count));
    }
    if measured.iter().any(|one| one.server.is_some()) {
        let server = |cell: fn(&Measurement) -> Option<String>| {
            move |one: &Measurement| cell(one).unwrap_or_else(|| "–".to_owned())
        };
        rows.push(row("server: cores", &server(|one| Some(format!("{:.2}", one.server?.cores)))));
        rows.push(row("  CPU/response, ms", &server(|one| one.server_milliseconds().map(milliseconds))));
        rows.push(row("  memory, MiB", &server(|one| Some((one.server?.resident >> 20).to_string()))));
    }
    rows.push(row("generator: cores", &|one| format!("{:.2}", one.generator_cores)));
    rows
}

fn milliseconds(value: f64) -> String {
    if value < 10.0 { format!("{value:.3}") } else { format!("{value:.1}") }
}
