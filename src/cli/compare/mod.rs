//! `karto compare`: replays a log of requests against two servers and reports where their responses differ. It shows
//! the effects of a new version or configuration on real requests before it is deployed.

mod replay;
mod report;
mod sheet;

use std::{path::PathBuf, process::ExitCode, time::Duration};

use anyhow::{Context as _, bail};
use clap::Args;
use url::Url;

use super::{argument, client::RemoteServer, comparison::Tolerance, exit, output::OutputFormat, request_log, runtime};

use replay::Replay;
use report::CompareReport;

/// Options of `karto compare`.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  karto compare --old http://OLD:6533 --new http://NEW:6533 --requests requests.log --pixels 1 --out report

Exit status: 0 if all responses are the same, 1 if some differ, 2 if some could not be compared.")]
pub(crate) struct CompareArgs {
    /// Server as it is now
    #[arg(long, value_name = "URL", value_parser = argument::server_url)]
    old: Url,
    /// Server as it will be
    #[arg(long, value_name = "URL", value_parser = argument::server_url)]
    new: Url,
    /// Requests to send: a list of paths, karto's own log (level debug), or a log in combined format; `-` reads
    /// standard input
    #[arg(long, value_name = "FILE")]
    requests: PathBuf,
    /// Send at most N different requests, from the start of the log
    #[arg(long, value_name = "N", default_value_t = 1000)]
    limit: usize,
    /// Requests in flight at once, to each server
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=64))]
    concurrency: u16,
    /// Timeout of one request
    #[arg(long, value_name = "TIME", default_value = "60s", value_parser = argument::duration)]
    timeout: Duration,
    /// Percentage of an image's pixels that may differ
    #[arg(long, value_name = "PERCENT", default_value_t = 0.0)]
    pixels: f64,
    /// Largest difference of a color channel that does not count, 0 to 255
    #[arg(long, value_name = "N", default_value_t = 8)]
    tolerance: u8,
    /// Response headers to ignore, in addition to those that always differ
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    ignore_header: Vec<String>,
    /// Write report.json and sheet.png to this directory; the sheet shows the images that differ most, side by side:
    /// old, new, difference
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value_t = OutputFormat::Human)]
    format: OutputFormat,
}

/// Compares and prints the report. Returns 0 if all responses are the same, 1 if some differ, 2 if there are no
/// requests or some could not be compared.
pub(crate) fn run(args: &CompareArgs) -> ExitCode {
    exit::report(compare(args))
}

fn compare(args: &CompareArgs) -> anyhow::Result<u8> {
    let targets = request_log::read(&args.requests, args.limit).with_context(|| args.requests.display().to_string())?;
    if targets.is_empty() {
        bail!("{}: no GET requests found", args.requests.display());
    }
    let replay = Replay {
        old: RemoteServer::new(&args.old)?,
        new: RemoteServer::new(&args.new)?,
        timeout: args.timeout,
        concurrency: usize::from(args.concurrency),
        tolerance: Tolerance {
            channel: args.tolerance,
            pixel_share: args.pixels / 100.0,
            ignored_headers: args.ignore_header.iter().map(|name| name.to_ascii_lowercase()).collect(),
        },
        max_pictures: sheet::MAX_ROWS,
    };
    let compared = runtime::for_all_cores()?.block_on(replay.run(targets));
    let report = CompareReport { old: args.old.as_str(), new: args.new.as_str(), compared: &compared };
    if let Some(folder) = &args.out {
        write(folder, &report).with_context(|| folder.display().to_string())?;
    }
    print!(
        "{}",
        match args.format {
            OutputFormat::Human => report.human(),
            OutputFormat::Json => report.json(),
        }
    );
    Ok(report.exit_status())
}

/// Writes `report.json`, and `sheet.png` if images differ.
fn write(folder: &std::path::Path, report: &CompareReport<'_>) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder)?;
    std::fs::write(folder.join("report.json"), report.json())?;
    if let Some(sheet) = sheet::draw(report.worst_pictures().map(|(_, pair)| pair))? {
        std::fs::write(folder.join("sheet.png"), sheet)?;
    }
    Ok(())
}
