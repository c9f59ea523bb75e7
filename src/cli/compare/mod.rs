//! `karto compare`: asks two servers the same requests and says where their answers differ: before a version or a
//! configuration is exchanged, with what users really ask.

mod difference;
mod pixels;
mod report;
mod sheet;
mod vector;

use std::{path::PathBuf, process::ExitCode, time::Duration};

use clap::{Args, ValueEnum};
use futures_util::{StreamExt, stream};
use http::HeaderMap;
use reqwest::Client;
use url::Url;

use super::{EXIT_USAGE, request_log};
use crate::source::client::{self, describe};

use difference::{Answer, Difference};
use report::Report;

/// Larger answers are not compared.
const LARGEST_BODY: usize = 64 << 20;

/// Options of `karto compare`.
#[derive(Debug, Args)]
pub struct CompareArgs {
    /// The server as it is
    #[arg(long, value_name = "URL", value_parser = super::base)]
    old: Url,
    /// The server as it shall be
    #[arg(long, value_name = "URL", value_parser = super::base)]
    new: Url,
    /// What is asked: a list of paths, karto's own log (level debug), or a log in the combined format; - is standard input
    #[arg(long, value_name = "FILE")]
    requests: PathBuf,
    /// Different requests that are asked, from the start of the log
    #[arg(long, value_name = "N", default_value_t = 1000)]
    limit: usize,
    /// Requests at once
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=64))]
    concurrency: u16,
    /// Longest time for one answer
    #[arg(long, value_name = "TIME", default_value = "60s", value_parser = super::time)]
    timeout: Duration,
    /// Pixels of a picture that may differ, in percent
    #[arg(long, value_name = "PERCENT", default_value_t = 0.0)]
    pixels: f64,
    /// How far a pixel's channels may differ before it counts: 0 to 255
    #[arg(long, value_name = "N", default_value_t = 8)]
    tolerance: u8,
    /// Headers that may differ, beside those that always do
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    ignore_header: Vec<String>,
    /// Folder for report.json and sheet.png, where the pictures that differ most stand side by side: old, new, difference
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// How the result is written
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people
    Human,
    /// One JSON object
    Json,
}

/// One request and what came of it.
#[derive(Debug)]
struct Compared {
    path: String,
    /// Nothing when both answer the same.
    differences: Vec<Difference>,
    /// Both pictures, when they differ.
    pictures: Option<pixels::Pair>,
    /// Why it could not be compared.
    failure: Option<String>,
    /// Milliseconds of the old and the new server.
    took: (u128, u128),
}

/// 0 when all answers are the same, 1 when some differ, 2 when there is nothing to ask or a server does not answer.
pub fn run(args: &CompareArgs) -> ExitCode {
    let failed = |problem: String| {
        eprintln!("karto compare: {problem}");
        ExitCode::from(EXIT_USAGE)
    };
    let paths = match request_log::read(&args.requests, args.limit) {
        Ok(paths) if paths.is_empty() => return failed(format!("{}: no GET requests in it", args.requests.display())),
        Ok(paths) => paths,
        Err(error) => return failed(format!("{}: {error}", args.requests.display())),
    };
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(format!("no runtime: {error}")),
    };
    let compared = match runtime.block_on(compare_all(args, paths)) {
        Ok(compared) => compared,
        Err(problem) => return failed(problem),
    };
    let report = Report { old: args.old.as_str(), new: args.new.as_str(), compared: &compared };
    if let Some(folder) = &args.out
        && let Err(problem) = write(folder, &report)
    {
        return failed(format!("{}: {problem}", folder.display()));
    }
    print!(
        "{}",
        match args.format {
            Format::Human => report.human(),
            Format::Json => report.json(),
        }
    );
    ExitCode::from(report.exit())
}

fn write(folder: &std::path::Path, report: &Report<'_>) -> Result<(), String> {
    std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    std::fs::write(folder.join("report.json"), report.json()).map_err(|error| error.to_string())?;
    if let Some(sheet) = sheet::draw(report.worst_pictures().map(|(_, pair)| pair))? {
        std::fs::write(folder.join("sheet.png"), sheet).map_err(|error| error.to_string())?;
    }
    Ok(())
}

async fn compare_all(args: &CompareArgs, paths: Vec<String>) -> Result<Vec<Compared>, String> {
    let client = client::straight().map_err(|error| error.to_string())?;
    let asks = paths.into_iter().map(|path| {
        let client = client.clone();
        async move {
            let (old, new) = tokio::join!(ask(&client, &args.old, &path, args), ask(&client, &args.new, &path, args));
            let (old, new) = match (old, new) {
                (Ok(old), Ok(new)) => (old, new),
                (old, new) => {
                    let problem =
                        |name: &str, asked: Result<Answer, String>| asked.err().map(|e| format!("{name}: {e}"));
                    let both: Vec<_> = [problem("old", old), problem("new", new)].into_iter().flatten().collect();
                    let failure = Some(both.join("; "));
                    return Compared { path, differences: Vec::new(), pictures: None, failure, took: (0, 0) };
                }
            };
            let took = (old.milliseconds, new.milliseconds);
            let rules = difference::Rules {
                tolerance: args.tolerance,
                pixels: args.pixels / 100.0,
                ignored: args.ignore_header.iter().map(|name| name.to_ascii_lowercase()).collect(),
            };
            // Decoding pictures is work: not on a thread that waits for sockets.
            let found = tokio::task::spawn_blocking(move || difference::between(&old, &new, &rules)).await;
            match found {
                Ok((differences, pictures)) => Compared { path, differences, pictures, failure: None, took },
                Err(_) => {
                    let failure = Some("the answers could not be compared".into());
                    Compared { path, differences: Vec::new(), pictures: None, failure, took }
                }
            }
        }
    });
    let mut answers = stream::iter(asks).buffered(usize::from(args.concurrency));
    let mut compared: Vec<Compared> = Vec::new();
    while let Some(mut one) = answers.next().await {
        // Only as many pictures are kept as the sheet shows.
        if let Some(pair) = &one.pictures {
            let smaller = compared.iter().enumerate().filter_map(|(i, c)| Some((i, c.pictures.as_ref()?.share())));
            let smaller: Vec<_> = smaller.collect();
            if smaller.len() >= sheet::ROWS {
                match smaller.iter().min_by(|a, b| a.1.total_cmp(&b.1)) {
                    Some((least, share)) if *share < pair.share() => {
                        if let Some(other) = compared.get_mut(*least) {
                            other.pictures = None;
                        }
                    }
                    _ => one.pictures = None,
                }
            }
        }
        compared.push(one);
    }
    Ok(compared)
}

async fn ask(client: &Client, base: &Url, path: &str, args: &CompareArgs) -> Result<Answer, String> {
    let started = std::time::Instant::now();
    let url = format!("{}{path}", base.as_str().trim_end_matches('/'));
    let asked = client.get(url).header("accept-encoding", "gzip").timeout(args.timeout).send().await;
    let mut reply = asked.map_err(describe)?;
    let (status, headers): (u16, HeaderMap) = (reply.status().as_u16(), reply.headers().clone());
    let mut body = Vec::new();
    while let Some(chunk) = reply.chunk().await.map_err(describe)? {
        body.extend_from_slice(&chunk);
        if body.len() > LARGEST_BODY {
            return Err(format!("the answer is larger than {LARGEST_BODY} bytes"));
        }
    }
    Ok(Answer { status, headers, body, milliseconds: started.elapsed().as_millis() })
}
