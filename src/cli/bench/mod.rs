//! `karto bench`: loads servers and reports latencies and throughput.

mod connection;
mod histogram;
mod load;
mod measure;
mod measurement;
mod places;
mod random;
mod report;
mod requests;
mod tally;
mod target;
mod template;
mod usage;
mod walk;

use std::{path::PathBuf, process::ExitCode, sync::Arc, time::Duration};

use anyhow::{Context as _, bail};
use clap::Args;
use http::{HeaderName, HeaderValue};

use super::{
    area_arguments::{self, Bbox},
    argument, exit,
    output::OutputFormat,
    request_log, runtime,
};

use load::LoadPlan;
use measurement::Measurement;
use places::Places;
use random::Random;
use requests::{MapUse, RequestSource};
use target::{BenchPath, BenchTarget, UrlMeaning};

/// The maximum number of requests that are read from a list.
const MAX_LIST: usize = 5_000_000;

/// Options of `karto bench`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  karto bench http://127.0.0.1:6533 --source map                          as many requests as 64 connections can send
  karto bench http://127.0.0.1:6533/map/info.json --rate 500              500 requests per second, whatever the server does
  karto bench http://127.0.0.1:6533/map/0/0/0.png                         one path
  karto bench http://a/{z}/{x}/{y}.pbf http://b/tiles/{z}/{x}/{y} --html compared.html
  karto bench http://127.0.0.1:6533 --list requests.log --rate 200        the requests of a log

Without --rate, each connection sends its next request after the last response (a closed loop). With --rate, requests are
due at random times (an open loop), and latency counts from the time at which a request was due.

Exit status: 0 if every request had a response, whatever its status, 1 if some had none, 2 if the load could not start.")]
pub(crate) struct BenchArgs {
    /// Servers, loaded one after the other: a template with {z}, {x} and {y} (also {r}, {-y}, {lang}), a TileJSON, one
    /// path, or the base of a server with --source or --list
    #[arg(value_name = "URL", required = true)]
    urls: Vec<String>,
    /// Request tiles of this source below the URL: /NAME/{z}/{x}/{y}
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// Format of the tiles of --source
    #[arg(long, value_name = "NAME", default_value = "png")]
    format: String,
    /// Request what is in a file: paths, or a log of requests; `-` reads standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["source", "zooms", "bbox"])]
    list: Option<PathBuf>,
    /// Send N requests per second, due at random times
    #[arg(long, value_name = "N", value_parser = rate)]
    rate: Option<f64>,
    /// Connections
    #[arg(long, short, value_name = "N", default_value_t = 64, value_parser = clap::value_parser!(u16).range(1..=10_000))]
    connections: u16,
    /// How long requests are measured
    #[arg(long, short, value_name = "TIME", default_value = "10s", value_parser = argument::duration)]
    duration: Duration,
    /// How long requests are sent before, without being measured
    #[arg(long, value_name = "TIME", default_value = "2s", value_parser = argument::duration)]
    warm_up: Duration,
    /// How long people look at a view, on average; not with --rate
    #[arg(long, value_name = "TIME", conflicts_with = "rate", value_parser = argument::duration)]
    think: Option<Duration>,
    /// How long a response may take
    #[arg(long, value_name = "TIME", default_value = "30s", value_parser = argument::duration)]
    timeout: Duration,
    /// Zooms that people look at, such as 0-8 [default: 3-14, of which those that the server says it has]
    #[arg(long, value_name = "FROM-TO", value_parser = area_arguments::zooms)]
    zooms: Option<(u8, u8)>,
    /// Where people look: west,south,east,north in degrees
    #[arg(long, value_name = "W,S,E,N", value_parser = area_arguments::bbox, allow_hyphen_values = true)]
    bbox: Option<Bbox>,
    /// The number of places that people look at
    #[arg(long, value_name = "N", default_value_t = 1000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    places: u32,
    /// How much more popular some places are: the n-th one in proportion to 1/n^S
    #[arg(long, value_name = "S", default_value_t = 1.0, value_parser = share_or_more)]
    skew: f64,
    /// The share of people who get tiles with @2x, from 0 to 1
    #[arg(long, value_name = "SHARE", default_value_t = 0.0, value_parser = share)]
    retina: f64,
    /// Languages of people, such as fr,de; as many people have none
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    lang: Vec<String>,
    /// A field of every request, such as 'Accept-Encoding: gzip'
    #[arg(long = "header", value_name = "FIELD", value_parser = field)]
    headers: Vec<(HeaderName, HeaderValue)>,
    /// The seed of random numbers: the same requests for the same seed
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Processes of the server, for its CPU time and memory [default: those on this machine that listen at the URL]
    #[arg(long, value_name = "PID", value_delimiter = ',')]
    pid: Vec<u32>,
    /// Write a page with plots to FILE
    #[arg(long, value_name = "FILE")]
    html: Option<PathBuf>,
    /// Output format
    #[arg(long = "output", value_name = "FORMAT", value_enum, default_value_t = OutputFormat::Human)]
    output: OutputFormat,
    /// The same as --output json
    #[arg(long, conflicts_with = "output")]
    json: bool,
}

/// Loads and prints reports. Returns 0 if all requests had a response, 1 if some had none, 2 if it could not start.
pub(crate) fn run(args: &BenchArgs) -> ExitCode {
    exit::report(runtime::for_client().and_then(|runtime| runtime.block_on(bench(args))))
}

async fn bench(args: &BenchArgs) -> anyhow::Result<u8> {
    let list = args.list.as_deref().map(|path| {
        let paths = request_log::read_with_repetitions(path, MAX_LIST);
        paths.with_context(|| format!("{}", path.display()))
    });
    let list = list.transpose()?;
    if list.as_ref().is_some_and(Vec::is_empty) {
        bail!("there are no requests in the list");
    }
    let mut loads = Vec::new();
    for url in &args.urls {
        let meaning = match &args.source {
            _ if list.is_some() => UrlMeaning::Server,
            Some(name) => UrlMeaning::Source { name, format: &args.format },
            None => UrlMeaning::Address,
        };
        let target = BenchTarget::find(url, meaning, &args.headers).await?;
        let requests = match &list {
            Some(paths) => RequestSource::list(paths.clone()),
            None => requests_of(args, &target.what),
        };
        loads.push((target, requests));
    }
    let mut measured = Vec::new();
    for (target, requests) in &loads {
        measured.push(measure::measure(target, requests, &plan(args), &args.pid).await);
    }
    if let Some(path) = &args.html {
        std::fs::write(path, report::html(&measured)).with_context(|| format!("{}", path.display()))?;
    }
    match args.output {
        OutputFormat::Human if !args.json => println!("{}", report::text(&measured)),
        _ => println!("{}", report::json(&measured)),
    }
    let all_answered = measured.iter().all(Measurement::is_complete);
    Ok(if all_answered { 0 } else { exit::EXIT_FINDINGS })
}

/// The zooms that people look at, unless the command line says which.
const ZOOMS: (u8, u8) = (3, 14);

/// Those of [`ZOOMS`] that the server `has`; all that it has if there are none of them.
fn usual_zooms(has: Option<(u8, u8)>) -> (u8, u8) {
    let Some((first, last)) = has else { return ZOOMS };
    let both = (first.max(ZOOMS.0), last.min(ZOOMS.1));
    if both.0 <= both.1 { both } else { (first, last) }
}

/// The requests if there is no list. Two servers get the same requests if they have the same zooms.
fn requests_of(args: &BenchArgs, what: &BenchPath) -> RequestSource {
    let (template, has) = match what {
        BenchPath::One(path) => return RequestSource::list(vec![path.clone()]),
        BenchPath::Tiles { template, zooms } => (template.clone(), *zooms),
    };
    let area = args.bbox.unwrap_or([-180.0, -60.0, 180.0, 75.0]);
    let places = Places::new(area, args.places as usize, args.skew, &mut Random::new(args.seed));
    let (zooms, retina, langs) = (args.zooms.unwrap_or_else(|| usual_zooms(has)), args.retina, args.lang.clone());
    RequestSource::People(Arc::new(MapUse { template, places, zooms, retina, langs }))
}

fn plan(args: &BenchArgs) -> LoadPlan {
    LoadPlan {
        connections: usize::from(args.connections),
        rate: args.rate,
        duration: args.duration,
        warm_up: args.warm_up,
        think: args.think.unwrap_or_default(),
        patience: args.timeout,
        seed: args.seed,
    }
}

/// Reads a rate of requests per second.
fn rate(text: &str) -> Result<f64, String> {
    let rate = text.parse().ok().filter(|rate: &f64| (0.01..=1e6).contains(rate));
    rate.ok_or_else(|| "expected a number of requests per second from 0.01 to 1000000".into())
}

/// Reads a share of people.
fn share(text: &str) -> Result<f64, String> {
    let share = text.parse().ok().filter(|share: &f64| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "expected a number from 0 to 1".into())
}

/// Reads an exponent.
fn share_or_more(text: &str) -> Result<f64, String> {
    let exponent = text.parse().ok().filter(|exponent: &f64| (0.0..=10.0).contains(exponent));
    exponent.ok_or_else(|| "expected a number from 0 to 10".into())
}

/// Reads a field of a request.
fn field(text: &str) -> Result<(HeaderName, HeaderValue), String> {
    let field =
        text.split_once(':').and_then(|(name, value)| Some((name.trim().parse().ok()?, value.trim().parse().ok()?)));
    field.ok_or_else(|| "expected a name and a value: 'Accept-Encoding: gzip'".into())
}
