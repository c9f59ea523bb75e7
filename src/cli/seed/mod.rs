//! `karto seed`: requests tiles from a running server to warm its cache.

mod area;
mod counts;
mod paths;
mod plan;
mod report;
mod requests;
mod tile;
mod tile_list;

use std::{path::PathBuf, process::ExitCode};

use anyhow::Context as _;
use clap::Args;
use url::Url;

use super::{
    address::local_origin,
    area_arguments::{self, Bbox},
    argument,
    client::RemoteServer,
    config_args::ConfigArgs,
    exit,
    output::OutputFormat,
    runtime,
};
use crate::check::load_or_default;

use area::SeedArea;
use paths::PathVariants;
use plan::{SeedPlan, TileChoice};

/// Options of `karto seed`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  karto seed http://127.0.0.1:6533 --source map --zooms 0-8
  karto seed http://127.0.0.1:6533 --source map --zooms 9-14 --bbox 9.4,47.0,9.7,47.3
  karto seed http://127.0.0.1:6533 --list requests.log

Exit status: 0 if every tile was answered, 1 if some failed, 2 if seeding could not start.")]
pub(crate) struct SeedArgs {
    /// Base URL of the server, such as http://127.0.0.1:6533 [default: the address in the configuration]
    #[arg(value_name = "URL", value_parser = argument::server_url)]
    urls: Vec<Url>,
    /// Seed every address that the host name resolves to: each process has a cache of its own
    #[arg(long)]
    every_address: bool,
    /// Sources to seed
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    source: Vec<String>,
    /// Zooms to seed, such as 0-8 or 7
    #[arg(long, value_name = "FROM-TO", value_parser = area_arguments::zooms)]
    zooms: Option<(u8, u8)>,
    /// Seed only tiles that touch this area: west,south,east,north in degrees
    #[arg(long, value_name = "W,S,E,N", value_parser = area_arguments::bbox, allow_hyphen_values = true)]
    bbox: Option<Bbox>,
    /// Formats to seed [default: the first format of the source]
    #[arg(long, value_name = "NAME", value_delimiter = ',')]
    format: Vec<String>,
    /// Scales to seed in addition to 1, such as 1.5,2
    #[arg(long, value_name = "FACTOR", value_delimiter = ',')]
    scale: Vec<String>,
    /// Languages to seed, such as fr,de
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    lang: Vec<String>,
    /// Read what to request from a file: tiles z/x/y (with --source), paths, or a log of requests; `-` reads standard
    /// input
    #[arg(long, value_name = "FILE", conflicts_with_all = ["zooms", "bbox"])]
    list: Option<PathBuf>,
    /// Requests in flight at once
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u16).range(1..=256))]
    concurrency: u16,
    /// Send at most N requests per second
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100_000))]
    rate: Option<u32>,
    /// Refuse to start if more than N tiles are selected
    #[arg(long, value_name = "N", default_value_t = 1_000_000)]
    limit: u64,
    /// Output format
    #[arg(long = "output", value_name = "FORMAT", value_enum, default_value_t = OutputFormat::Human)]
    output: OutputFormat,
    #[command(flatten, next_help_heading = "Configuration")]
    config: ConfigArgs,
}

/// Seeds and prints reports. Returns 0 if all tiles were answered, 1 if some failed, 2 if seeding could not start.
pub(crate) fn run(args: &SeedArgs) -> ExitCode {
    exit::report(runtime::for_client().and_then(|runtime| runtime.block_on(seed(args))))
}

async fn seed(args: &SeedArgs) -> anyhow::Result<u8> {
    let urls = match args.urls.as_slice() {
        [] => vec![configured_url(&args.config)?],
        urls => urls.to_vec(),
    };
    let pace = requests::Pace { concurrency: usize::from(args.concurrency), per_second: args.rate };
    let mut status = 0;
    for url in &urls {
        let servers = match args.every_address {
            true => RemoteServer::at_every_address(url).await?,
            false => vec![RemoteServer::new(url)?],
        };
        for server in servers {
            let paths = plan(args).paths(&server).await?;
            let show_progress = args.output == OutputFormat::Human;
            let counts = requests::send_all(&server, paths, pace, show_progress).await;
            println!("{}", report::of(args.output, &server, &counts));
            if counts.failed > 0 {
                status = exit::EXIT_FINDINGS;
            }
        }
    }
    Ok(status)
}

/// The address of the public port in the configuration.
fn configured_url(config: &ConfigArgs) -> anyhow::Result<Url> {
    let settings = load_or_default(&config.options()).settings;
    let server = settings.context("the configuration has errors: name a URL, or see `karto check`")?.server;
    Ok(Url::parse(&local_origin(server.interface, server.port))?)
}

fn plan(args: &SeedArgs) -> SeedPlan<'_> {
    let tiles = match (&args.list, args.zooms) {
        (Some(list), _) if args.source.is_empty() => TileChoice::Requests(list),
        (Some(list), _) => TileChoice::List(list),
        (None, Some(zooms)) => TileChoice::Area(SeedArea::new(zooms, args.bbox)),
        (None, None) => TileChoice::None,
    };
    let variants =
        PathVariants { sources: &args.source, formats: &args.format, scales: &args.scale, langs: &args.lang };
    SeedPlan { tiles, variants, limit: args.limit }
}
