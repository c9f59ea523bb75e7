//! `karto probe`: asks a running karto everything that its own `/?spec` offers as examples, as Wikimedia's
//! service-checker would, and says what is not answered as described.

mod answer;
mod examples;
mod report;

use std::{
    process::ExitCode,
    time::{Duration, Instant},
};

use clap::{Args, ValueEnum};
use futures_util::{StreamExt, stream};
use url::Url;

use super::EXIT_USAGE;
use crate::source::client;

use answer::Verdict;
use examples::Example;
use report::Report;

/// Everything was answered as described.
const EXIT_OK: u8 = 0;
/// Answers came with another header or body than described.
const EXIT_WARNING: u8 = 1;
/// Answers have another status or did not come.
const EXIT_CRITICAL: u8 = 2;

/// Examples asked at once; service-checker has no limit, and no service has so many.
const AT_ONCE: usize = 256;

/// Options of `karto probe`.
#[derive(Debug, Args)]
pub struct ProbeArgs {
    /// Where karto answers: http://127.0.0.1:6533
    #[arg(value_name = "URL", value_parser = super::base)]
    url: Url,
    /// How the result is written
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Longest time for one example
    #[arg(long, value_name = "TIME", default_value = "5s", value_parser = super::time)]
    timeout: Duration,
    /// Longest time for all together
    #[arg(long, value_name = "TIME", default_value = "8s", value_parser = super::time)]
    deadline: Duration,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line per example
    Human,
    /// One JSON object
    Json,
    /// One line in the manner of Nagios' plugins
    Nagios,
}

/// Asks and reports: 0 when all is as described, 1 when headers or bodies differ, 2 when statuses do, when
/// there was no answer in time, or no description at all.
pub fn run(args: &ProbeArgs) -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => {
            eprintln!("karto probe: no runtime: {error}");
            return ExitCode::from(EXIT_USAGE);
        }
    };
    let started = Instant::now();
    let outcome = runtime.block_on(probe(args, started));
    // Whoever does not answer is not waited for.
    runtime.shutdown_background();
    let report = Report { url: &args.url, outcome: &outcome, took: started.elapsed() };
    print!(
        "{}",
        match args.format {
            Format::Human => report.human(),
            Format::Json => report.json(),
            Format::Nagios => report.nagios(),
        }
    );
    ExitCode::from(report.exit())
}

/// One example and how it was answered.
#[derive(Debug)]
struct Probed {
    example: Example,
    verdict: Verdict,
    took: Duration,
}

/// All examples, or why there are none.
type Outcome = Result<Vec<Probed>, String>;

async fn probe(args: &ProbeArgs, started: Instant) -> Outcome {
    let until = started + args.deadline;
    let client = client::straight().map_err(|error| error.to_string())?;
    let patience = args.timeout.min(args.deadline);
    let spec = match tokio::time::timeout(patience, examples::fetch(&client, &args.url)).await {
        Ok(spec) => spec?,
        Err(_) => return Err(format!("no description within {patience:?}")),
    };
    let examples = examples::of(&spec)?;
    let asks = examples.into_iter().map(|example| {
        let (client, base) = (client.clone(), args.url.clone());
        async move {
            let asked = Instant::now();
            let until = until.min(asked + args.timeout);
            let verdict = match tokio::time::timeout_at(until.into(), answer::ask(&client, &base, &example)).await {
                Ok(verdict) => verdict,
                Err(_) => Verdict::Critical(format!("no answer within {:.1} s", asked.elapsed().as_secs_f64())),
            };
            Probed { example, verdict, took: asked.elapsed() }
        }
    });
    // In the order of the description, however late they come.
    Ok(stream::iter(asks).buffered(AT_ONCE).collect().await)
}
