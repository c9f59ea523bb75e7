//! `karto probe`: requests all examples in the API description of a running server (`/?spec`), like Wikimedia's
//! service-checker, and reports responses that are not as described.

mod check;
mod description;
mod examples;
mod report;
mod verdict;

use std::{
    process::ExitCode,
    time::{Duration, Instant},
};

use clap::{Args, ValueEnum};
use url::Url;

use super::{argument, exit, runtime};

use check::{Deadlines, probe};
use report::ProbeReport;

/// Options of `karto probe`.
#[derive(Debug, Args)]
#[command(after_help = "\
Exit status: 0 if all responses are as described, 1 if only headers or bodies differ, 2 if a status differs, a response
is missing or there is no description.")]
pub(crate) struct ProbeArgs {
    /// Base URL of the server, such as http://127.0.0.1:6533
    #[arg(value_name = "URL", value_parser = argument::server_url)]
    url: Url,
    /// Output format
    #[arg(long, value_enum, default_value_t = ProbeFormat::Human)]
    format: ProbeFormat,
    /// Timeout of one example
    #[arg(long, value_name = "TIME", default_value = "5s", value_parser = argument::duration)]
    timeout: Duration,
    /// Time limit of the whole probe
    #[arg(long, value_name = "TIME", default_value = "8s", value_parser = argument::duration)]
    deadline: Duration,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ProbeFormat {
    /// A line per example
    Human,
    /// One JSON object
    Json,
    /// One line as Nagios plugins write it
    Nagios,
}

/// Probes and prints the report. Returns 0 if all responses are as described, 1 if headers or bodies differ, 2 if a
/// status differs, a response is missing or there is no description.
pub(crate) fn run(args: &ProbeArgs) -> ExitCode {
    exit::report(probe_and_report(args))
}

fn probe_and_report(args: &ProbeArgs) -> anyhow::Result<u8> {
    let runtime = runtime::for_client()?;
    let started = Instant::now();
    let deadlines = Deadlines { each: args.timeout, all: started + args.deadline };
    let result = runtime.block_on(probe(&args.url, deadlines));
    // Does not wait for requests that are still in flight.
    runtime.shutdown_background();
    let report = ProbeReport { url: &args.url, result: &result, elapsed: started.elapsed() };
    print!(
        "{}",
        match args.format {
            ProbeFormat::Human => report.human(),
            ProbeFormat::Json => report.json(),
            ProbeFormat::Nagios => report.nagios(),
        }
    );
    Ok(report.exit_status())
}
