//! `karto seed`: asks a running karto for tiles, so that its cache is warm before users come.

mod tiles;

use std::{
    net::{IpAddr, SocketAddr},
    path::PathBuf,
    process::ExitCode,
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
    time::{Duration, Instant},
};

use clap::{Args, ValueEnum};
use futures_util::{StreamExt, stream};
use serde_json::json;
use tokio::sync::Mutex;
use url::Url;

use super::{ConfigArgs, EXIT_FINDINGS, EXIT_USAGE, address, request_log};
use crate::{
    config::load_or_default,
    source::client::{self, describe},
};

use tiles::{Area, Naming};

/// A tile that is not ready yet or was turned away is asked for again this often.
const TRIES: u32 = 5;
/// Failures in a row after which there is no point in going on.
const HOPELESS: u64 = 200;
/// Longest time for one tile.
const PATIENCE: Duration = Duration::from_secs(60);
/// People are told this often how far it is.
const PROGRESS: Duration = Duration::from_secs(10);

/// Options of `karto seed`.
#[derive(Debug, Args)]
pub struct SeedArgs {
    /// Where karto answers: http://127.0.0.1:6533; without it, where the configuration says
    #[arg(value_name = "URL", value_parser = super::base)]
    urls: Vec<Url>,
    /// Ask every address behind the name, each for everything: caches are in the memory of each process
    #[arg(long)]
    every_address: bool,
    /// Sources to ask for
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    source: Vec<String>,
    /// Zooms: 0-8
    #[arg(long, value_name = "FROM-TO", value_parser = tiles::zooms)]
    zooms: Option<(u8, u8)>,
    /// Only what touches this area: west,south,east,north in degrees
    #[arg(long, value_name = "W,S,E,N", value_parser = tiles::bbox, allow_hyphen_values = true)]
    bbox: Option<tiles::Bbox>,
    /// Formats; the first of the source unless given
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    format: Vec<String>,
    /// Scales beside 1: 2,1.5
    #[arg(long, value_name = "FACTOR", value_delimiter = ',')]
    scale: Vec<String>,
    /// Languages: each tile is asked for in each
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    lang: Vec<String>,
    /// Ask for what is in this file instead: z/x/y (with --source), paths, or a log of requests; - is standard input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["zooms", "bbox"])]
    list: Option<PathBuf>,
    /// Requests at once
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=256))]
    concurrency: u16,
    /// Requests a second, at most
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    rate: Option<u32>,
    /// More tiles than this are not begun with
    #[arg(long, value_name = "N", default_value_t = 1_000_000)]
    limit: u64,
    /// How the result is written
    #[arg(long = "output", value_enum, default_value_t = Output::Human)]
    output: Output,
    #[command(flatten)]
    config: ConfigArgs,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Output {
    /// For people
    Human,
    /// One JSON object
    Json,
}

/// Seeds; 0 when every tile was answered, 1 when some were not, 2 when it could not begin.
pub fn run(args: &SeedArgs) -> ExitCode {
    let runtime = match tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return failed(&format!("no runtime: {error}")),
    };
    match runtime.block_on(seed(args)) {
        Ok(status) => ExitCode::from(status),
        Err(problem) => failed(&problem),
    }
}

fn failed(problem: &str) -> ExitCode {
    eprintln!("karto seed: {problem}");
    ExitCode::from(EXIT_USAGE)
}

/// A server, or one address of it.
struct Server {
    name: String,
    base: String,
    client: reqwest::Client,
}

async fn seed(args: &SeedArgs) -> Result<u8, String> {
    let urls = match args.urls.as_slice() {
        [] => vec![configured(&args.config)?],
        urls => urls.to_vec(),
    };
    let mut worst = 0;
    for url in &urls {
        for server in servers(url, args.every_address).await? {
            let paths = wanted(args, &server).await?;
            let counts = ask_all(args, &server, paths).await;
            report(args.output, &server, &counts);
            worst = worst.max(if counts.failed() == 0 { 0 } else { EXIT_FINDINGS });
        }
    }
    Ok(worst)
}

/// Where the karto of the configuration answers.
fn configured(config: &ConfigArgs) -> Result<Url, String> {
    let settings = load_or_default(&config.options()).settings;
    let server = settings.ok_or("the configuration has errors; name a URL, or see `karto check`")?.server;
    let url = format!("http://{}:{}", address::reachable(server.interface), server.port);
    Url::parse(&url).map_err(|error| error.to_string())
}

async fn servers(url: &Url, every_address: bool) -> Result<Vec<Server>, String> {
    let base = url.as_str().trim_end_matches('/').to_owned();
    let build = |resolved: Option<(&str, SocketAddr)>| client::straight_to(resolved).map_err(|error| error.to_string());
    let host = url.host_str().unwrap_or_default();
    if !every_address || host.parse::<IpAddr>().is_ok() {
        return Ok(vec![Server { name: base.clone(), base, client: build(None)? }]);
    }
    let port = url.port_or_known_default().unwrap_or(80);
    let found = tokio::net::lookup_host((host, port)).await.map_err(|error| format!("{host}: {error}"))?;
    let mut addresses: Vec<SocketAddr> = found.collect();
    addresses.sort_unstable();
    addresses.dedup();
    addresses
        .into_iter()
        .map(|address| {
            let (name, base) = (format!("{base} at {address}"), base.clone());
            Ok(Server { name, base, client: build(Some((host, address)))? })
        })
        .collect()
}

impl Server {
    /// The URL of `path`.
    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }
}

/// The paths to ask for, made as they are needed.
async fn wanted(args: &SeedArgs, server: &Server) -> Result<Box<dyn Iterator<Item = String> + Send>, String> {
    let most = usize::try_from(args.limit).unwrap_or(usize::MAX);
    if let Some(list) = &args.list {
        let of_file = |error: std::io::Error| format!("{}: {error}", list.display());
        if args.source.is_empty() {
            return Ok(Box::new(request_log::read(list, most).map_err(of_file)?.into_iter()));
        }
        let tiles = tiles::read_list(list, most).map_err(of_file)?;
        let namings = namings(args, server).await?;
        return Ok(Box::new(tiles.into_iter().flat_map(move |tile| paths(&namings, tile))));
    }
    let zooms = args.zooms.ok_or("say which tiles: --zooms 0-8, or --list FILE")?;
    let namings = namings(args, server).await?;
    if namings.is_empty() {
        return Err("say which tiles: --source NAME".into());
    }
    let area = Area::new(zooms, args.bbox);
    let count = area.count().saturating_mul(namings.len() as u64);
    if count > args.limit {
        return Err(format!(
            "these are {count} tiles, more than --limit {}: fewer zooms, a smaller --bbox, or a higher --limit",
            args.limit
        ));
    }
    Ok(Box::new(area.tiles().flat_map(move |tile| paths(&namings, tile))))
}

fn paths(namings: &[Naming], tile: (u8, u32, u32)) -> Vec<String> {
    namings.iter().map(|naming| naming.path(tile)).collect()
}

/// Every combination of source, format, scale and language.
async fn namings(args: &SeedArgs, server: &Server) -> Result<Vec<Naming>, String> {
    let mut namings = Vec::new();
    for source in &args.source {
        let formats = match args.format.as_slice() {
            [] => vec![first_format(server, source).await?],
            formats => formats.to_vec(),
        };
        for format in formats {
            for scale in [None].into_iter().chain(args.scale.iter().map(Some)) {
                let langs: Vec<Option<&String>> = match args.lang.as_slice() {
                    [] => vec![None],
                    langs => langs.iter().map(Some).collect(),
                };
                namings.extend(langs.into_iter().map(|lang| Naming::new(source, &format, scale, lang)));
            }
        }
    }
    Ok(namings)
}

/// The format in the addresses that info.json gives.
async fn first_format(server: &Server, source: &str) -> Result<String, String> {
    let path = format!("/{source}/info.json");
    let reply = server.client.get(server.url(&path)).timeout(PATIENCE).send().await;
    let reply = reply.map_err(|error| format!("{}: {}", server.base, describe(error)))?;
    let status = reply.status();
    let bytes = reply.bytes().await.map_err(describe)?;
    let info: serde_json::Value = serde_json::from_slice(&bytes).unwrap_or_default();
    let tiles = info.pointer("/tiles/0").and_then(|tiles| tiles.as_str());
    let format = tiles.and_then(|tiles| tiles.rsplit_once('.')).map(|(_, format)| format.to_owned());
    format.ok_or_else(|| format!("{path} answers {status} and names no format: {info}; say --format"))
}

/// What came of the requests.
#[derive(Debug, Default)]
struct Counts {
    asked: AtomicU64,
    made: AtomicU64,
    cached: AtomicU64,
    missing: AtomicU64,
    broken: AtomicU64,
    bytes: AtomicU64,
    in_a_row: AtomicU64,
    gave_up: AtomicBool,
    first_problem: Mutex<Option<String>>,
    milliseconds: AtomicU64,
}

impl Counts {
    fn failed(&self) -> u64 {
        self.broken.load(Ordering::Relaxed)
    }

    async fn fails(&self, path: &str, problem: String) {
        self.broken.fetch_add(1, Ordering::Relaxed);
        if self.in_a_row.fetch_add(1, Ordering::Relaxed) + 1 >= HOPELESS {
            self.gave_up.store(true, Ordering::Relaxed);
        }
        self.first_problem.lock().await.get_or_insert_with(|| format!("{path}: {problem}"));
    }
}

async fn ask_all(args: &SeedArgs, server: &Server, paths: Box<dyn Iterator<Item = String> + Send>) -> Counts {
    let (counts, started) = (Counts::default(), Instant::now());
    let pace = args.rate.map(|rate| {
        let mut pace = tokio::time::interval(Duration::from_secs(1) / rate);
        // Time lost is not made up for by a rush.
        pace.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        Mutex::new(pace)
    });
    let told = Mutex::new(Instant::now());
    let (all, turn, last) = (&counts, &pace, &told);
    let asks = stream::iter(paths).take_while(|_| std::future::ready(!all.gave_up.load(Ordering::Relaxed))).map(
        |path| async move {
            if let Some(pace) = turn {
                pace.lock().await.tick().await;
            }
            one(server, &path, all).await;
            let mut last = last.lock().await;
            if args.output == Output::Human && last.elapsed() > PROGRESS {
                *last = Instant::now();
                eprintln!("{}: {} asked, {} failed", server.name, all.asked.load(Ordering::Relaxed), all.failed());
            }
        },
    );
    asks.buffer_unordered(usize::from(args.concurrency)).for_each(|()| std::future::ready(())).await;
    let took = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
    counts.milliseconds.store(took, Ordering::Relaxed);
    counts
}

async fn one(server: &Server, path: &str, counts: &Counts) {
    counts.asked.fetch_add(1, Ordering::Relaxed);
    for nth in 1..=TRIES {
        let reply =
            server.client.get(server.url(path)).header("accept-encoding", "gzip").timeout(PATIENCE).send().await;
        let reply = match reply {
            Ok(reply) => reply,
            Err(error) => return counts.fails(path, describe(error)).await,
        };
        let status = reply.status().as_u16();
        if status == 503 && nth < TRIES {
            let header = reply.headers().get("retry-after").and_then(|value| value.to_str().ok()?.parse().ok());
            tokio::time::sleep(Duration::from_secs(header.unwrap_or(2).min(30))).await;
            continue;
        }
        let timing = reply.headers().get("server-timing").and_then(|value| value.to_str().ok()).unwrap_or_default();
        let was_cached = timing.contains("cache;desc=hit") || timing.contains("cache;desc=stale");
        let body = match reply.bytes().await {
            Ok(bytes) => bytes,
            Err(error) => return counts.fails(path, describe(error)).await,
        };
        match status {
            200 | 204 => {
                let counter = if was_cached { &counts.cached } else { &counts.made };
                counter.fetch_add(1, Ordering::Relaxed);
                counts.bytes.fetch_add(body.len() as u64, Ordering::Relaxed);
            }
            // Kartotherian's way to say 404.
            400 if *body == *b"\"Tile does not exist\"" => drop(counts.missing.fetch_add(1, Ordering::Relaxed)),
            404 => drop(counts.missing.fetch_add(1, Ordering::Relaxed)),
            status => return counts.fails(path, format!("answered with {status}")).await,
        }
        counts.in_a_row.store(0, Ordering::Relaxed);
        return;
    }
}

fn report(output: Output, server: &Server, counts: &Counts) {
    let n = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
    let (asked, made, cached, missing, bytes) =
        (n(&counts.asked), n(&counts.made), n(&counts.cached), n(&counts.missing), n(&counts.bytes));
    let seconds = n(&counts.milliseconds) as f64 / 1000.0;
    let problem = counts.first_problem.try_lock().ok().and_then(|problem| problem.clone());
    let gave_up = counts.gave_up.load(Ordering::Relaxed);
    match output {
        Output::Json => println!(
            "{}",
            json!({
                "server": server.name, "asked": asked, "made": made, "cached": cached, "missing": missing,
                "failed": counts.failed(), "bytes": bytes, "seconds": seconds, "gaveUp": gave_up, "firstProblem": problem,
            })
        ),
        Output::Human => {
            println!(
                "{}: {asked} tiles in {seconds:.1} s: {made} made, {cached} were there, {missing} do not exist, {} failed; {:.1} MB",
                server.name,
                counts.failed(),
                bytes as f64 / 1e6
            );
            if let Some(problem) = problem {
                println!("the first that failed: {problem}");
            }
            if gave_up {
                println!("gave up after {HOPELESS} failures in a row");
            }
        }
    }
}
