//! `karto render`: draws an image from a style and an archive, for authors of styles.

use std::{
    collections::{BTreeMap, HashMap},
    path::{Path, PathBuf},
    process::ExitCode,
    sync::Arc,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, anyhow, bail};

use crate::{
    diagnostic::{Severity, SourceFile, report},
    image::{self, Bitmap, ImageEncoding},
    mvt::Packing,
    render::{self, Fetched, MARGIN, OwnData, PreparedTiles, Rasterizer, RenderJob, Resources, SourceInfo, View},
    service::Fonts,
    settings::{Chroma, FileTreeSettings, MbtilesSettings, PmtilesLocation, PmtilesSettings, SourceId},
    source::{SharedSource, SourceError, TileQuery, client, file::FileTree, mbtiles::Mbtiles, pmtiles::Pmtiles},
    style::{self, Source, SourceType, Style},
    tile::{LonLat, Scale, TileId},
    work::Ticket,
};

/// The size of the tiles that are kept for the next picture, in bytes.
const PREPARED: u64 = 90 << 20;

/// Options of `karto render`.
#[derive(Debug, clap::Args)]
pub(super) struct RenderArgs {
    /// MapLibre style JSON
    #[arg(long, value_name = "FILE")]
    style: PathBuf,
    /// MBTiles or PMTiles archive, or a directory of `z/x/y.pbf`, used for every vector source of the style
    #[arg(long, value_name = "PATH")]
    tiles: PathBuf,
    /// CSS pixels that a tile of the archive covers at its own zoom: 512, or 256 as in Kartotherian
    #[arg(long, value_name = "PIXELS", default_value_t = 512)]
    tile_size: u32,
    /// Longitude and latitude of the image's center
    #[arg(long, value_name = "LON,LAT", value_delimiter = ',', num_args = 1, allow_hyphen_values = true, required_unless_present_any = ["tile", "list"])]
    center: Vec<f64>,
    /// Zoom of the view, as in MapLibre
    #[arg(long, value_name = "ZOOM", default_value_t = 10.0)]
    zoom: f64,
    /// Width and height of the view in CSS pixels
    #[arg(long, value_name = "WIDTHxHEIGHT", default_value = "512x512")]
    size: String,
    /// Draw this raster tile instead of a view
    #[arg(long, value_name = "Z/X/Y")]
    tile: Option<String>,
    /// Device pixels per CSS pixel
    #[arg(long, value_name = "FACTOR", default_value_t = 1.0)]
    scale: f64,
    /// File to write: .png, .webp, .jpg or .svg
    #[arg(short, long, value_name = "FILE", default_value = "map.png")]
    out: PathBuf,
    /// Draw every raster tile in a file with one `z/x/y` per line, write nothing, and print the CPU time
    #[arg(long, value_name = "FILE")]
    list: Option<PathBuf>,
    /// CSS pixels of the tiles of `--list`
    #[arg(long, value_name = "PIXELS", default_value_t = 256, value_parser = clap::value_parser!(u32).range(256..=512))]
    tile_pixels: u32,
}

impl RenderArgs {
    /// Runs the command.
    pub(super) fn run(self) -> ExitCode {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let done = runtime.map_err(anyhow::Error::from).and_then(|rt| rt.block_on(self.draw()));
        match done {
            Ok(()) => ExitCode::SUCCESS,
            Err(e) => {
                eprintln!("error: {}", crate::source::with_causes(e.as_ref()));
                ExitCode::from(2)
            }
        }
    }

    async fn draw(self) -> Result<()> {
        let style = load(&self.style)?;
        let mut renderer = StyleRenderer::open(style, &self.style, &self.tiles, self.tile_size, self.scale).await?;
        let scale = Scale::new(self.scale).context("--scale is a number above 0 and at most 8")?;
        if let Some(list) = &self.list {
            return renderer.time(list, self.tile_pixels, scale).await;
        }
        let view = match (&self.tile, self.center.as_slice()) {
            (Some(tile), _) => View::of_tile(parse_tile(tile)?, scale),
            (None, [lon, lat]) => {
                let (width, height) = parse_size(&self.size)?;
                View::centered(LonLat { lon: *lon, lat: *lat }, self.zoom, width, height, self.scale)
            }
            _ => bail!("--center is LON,LAT"),
        };
        if self.out.extension().is_some_and(|e| e == "svg") {
            let document = renderer.document(&view).await?;
            return std::fs::write(&self.out, document).with_context(|| self.out.display().to_string());
        }
        let picture = renderer.picture(&view).await?;
        let encoding = match self.out.extension().and_then(|e| e.to_str()) {
            Some("webp") => ImageEncoding::Webp { quality: 80 },
            Some("jpg" | "jpeg") => ImageEncoding::Jpeg { quality: 85, chroma: Chroma::default() },
            _ => ImageEncoding::Png,
        };
        let bytes = image::encode(&picture, encoding)?;
        std::fs::write(&self.out, bytes).with_context(|| self.out.display().to_string())
    }
}

/// A style with its archive and sprites.
struct StyleRenderer {
    style: Style,
    source: SharedSource,
    infos: BTreeMap<String, SourceInfo>,
    resources: Resources,
}

impl StyleRenderer {
    async fn open(style: Style, file: &Path, tiles: &Path, tile_size: u32, scale: f64) -> Result<Self> {
        let source = archive(tiles).await?;
        let info = source.info();
        let tiled =
            SourceInfo { min_zoom: info.min_zoom.unwrap_or(0), max_zoom: info.max_zoom.unwrap_or(14), tile_size };
        let info = |source: &Source| if source.kind() == SourceType::GeoJson { SourceInfo::of(source) } else { tiled };
        let infos = style.sources.iter().map(|(name, source)| (name.clone(), info(source))).collect();
        let folder = file.parent().unwrap_or(Path::new("."));
        let (own, unread) = OwnData::load(&style, folder);
        for (name, error) in unread {
            eprintln!("warning: source \"{name}\" is not drawn: {error}");
        }
        let mut resources = Resources {
            own: Arc::new(own),
            prepared: Some(PreparedTiles::new(PREPARED)),
            ..Fonts::load(&[]).resources()
        };
        for sprite in &style.sprites {
            if let Err(e) = resources.sprites.load(&sprite.id, &sprite.beside(folder), scale) {
                eprintln!("warning: {e}");
            }
        }
        Ok(Self { style, source, infos, resources })
    }

    async fn fetch(&self, view: &View) -> Result<Vec<Fetched>> {
        let mut fetched = Vec::new();
        for need in render::needs(&self.style, view, MARGIN, &self.infos) {
            if self.style.sources.get(&need.source).map(|s| s.kind()) != Some(SourceType::Vector) {
                continue;
            }
            let deadline = Instant::now() + Duration::from_secs(60);
            let query = TileQuery { tile: need.tile, lang: None, deadline };
            match self.source.tile(&query).await {
                Ok(tile) => fetched.push(Fetched { need, bytes: tile.bytes, packing: Packing::Detect }),
                Err(SourceError::NotFound) => {}
                Err(e) => return Err(e.into()),
            }
        }
        Ok(fetched)
    }

    fn job<'j>(&'j self, view: &View, tiles: &'j [Fetched], ticket: &'j Ticket) -> RenderJob<'j> {
        RenderJob {
            style: &self.style,
            view: *view,
            infos: &self.infos,
            tiles,
            resources: &self.resources,
            overlay: None,
            rasterizer: Rasterizer::default(),
            ticket,
        }
    }

    async fn document(&self, view: &View) -> Result<String> {
        let tiles = self.fetch(view).await?;
        Ok(render::svg(&self.job(view, &tiles, &Ticket::endless()))?)
    }

    async fn picture(&self, view: &View) -> Result<Bitmap> {
        let tiles = self.fetch(view).await?;
        Ok(render::picture(&self.job(view, &tiles, &Ticket::endless()))?)
    }

    /// Draws and encodes all tiles of `list` three times, and prints the times of the first round, which prepares each
    /// vector tile, and of the fastest of the others.
    async fn time(&mut self, list: &Path, pixels: u32, scale: Scale) -> Result<()> {
        let text = std::fs::read_to_string(list).with_context(|| list.display().to_string())?;
        let tiles: Vec<TileId> = text.lines().map(parse_tile).collect::<Result<_>>()?;
        if tiles.is_empty() {
            bail!("the list is empty");
        }
        let (mut jobs, mut known) = (Vec::new(), HashMap::new());
        for tile in &tiles {
            let view = match pixels {
                512 => View::of_block(tile.children().context("a tile of the deepest zoom")?[0], 2, 2, scale),
                _ => View::of_tile(*tile, scale),
            };
            let mut fetched = self.fetch(&view).await?;
            // The same bytes for all pictures that show a vector tile, as in the cache of a server.
            fetched
                .iter_mut()
                .for_each(|it| it.bytes = known.entry(it.need.clone()).or_insert(it.bytes.clone()).clone());
            jobs.push((view, fetched));
        }
        let first = self.round(&jobs)?;
        let (second, third) = (self.round(&jobs)?, self.round(&jobs)?);
        let best = if second.total() < third.total() { second } else { third };
        let count = tiles.len();
        let per = |d: Duration| d.as_secs_f64() * 1000.0 / count as f64;
        println!(
            "{count} tiles: {:.2} ms drawing, {:.2} ms PNG8, {} bytes each; {:.2} and {:.2} ms the first time",
            per(best.drawing),
            per(best.encoding),
            best.bytes / count,
            per(first.drawing),
            per(first.encoding),
        );
        Ok(())
    }

    /// Draws and encodes each picture once.
    fn round(&self, jobs: &[(View, Vec<Fetched>)]) -> Result<Round> {
        let ticket = Ticket::endless();
        let mut round = Round::default();
        for (view, tiles) in jobs {
            let start = cpu_time();
            let picture = render::picture(&self.job(view, tiles, &ticket))?;
            let drawn = cpu_time();
            round.drawing += drawn.saturating_sub(start);
            round.bytes += image::encode(&picture, ImageEncoding::Png8 { colors: 256, merge: false })?.len();
            round.encoding += cpu_time().saturating_sub(drawn);
        }
        Ok(round)
    }
}

/// What it took to draw each picture of a list once: CPU time, and bytes of the PNGs.
#[derive(Default)]
struct Round {
    drawing: Duration,
    encoding: Duration,
    bytes: usize,
}

impl Round {
    fn total(&self) -> Duration {
        self.drawing + self.encoding
    }
}

/// The CPU time of this thread, which is independent of other processes.
#[cfg(target_os = "linux")]
fn cpu_time() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), time.tv_nsec.unsigned_abs() as u32)
}

/// The wall-clock time, where that of the thread's CPU is not available.
#[cfg(not(target_os = "linux"))]
fn cpu_time() -> Duration {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    START.get_or_init(Instant::now).elapsed()
}

fn load(path: &Path) -> Result<Style> {
    let text = std::fs::read_to_string(path).with_context(|| path.display().to_string())?;
    let file = SourceFile::new(path, text);
    let (style, problems) = style::load(&file);
    for problem in &problems {
        eprintln!("{}", report::line(problem, &file));
    }
    let refused = problems.iter().any(|p| p.severity == Severity::Error);
    style.filter(|_| !refused).ok_or_else(|| anyhow!("{}: the style has errors", path.display()))
}

async fn archive(path: &Path) -> Result<SharedSource> {
    const LIMIT: usize = 64 << 20;
    let id = SourceId::from("tiles");
    Ok(match path.extension().and_then(|e| e.to_str()) {
        Some("pmtiles") => {
            let settings = PmtilesSettings { location: PmtilesLocation::File(path.to_owned()) };
            std::sync::Arc::new(Pmtiles::open(id, &settings, client::straight()?, LIMIT).await?)
        }
        None if path.is_dir() => {
            let settings = FileTreeSettings { root: path.to_owned(), extension: "pbf".into() };
            std::sync::Arc::new(FileTree::open(id, &settings, LIMIT).await?)
        }
        _ => std::sync::Arc::new(Mbtiles::open(id, &MbtilesSettings { path: path.to_owned() }, LIMIT).await?),
    })
}

pub(super) fn parse_tile(text: &str) -> Result<TileId> {
    let parts: Vec<u64> =
        text.trim().split('/').map(str::parse).collect::<Result<_, _>>().context("a tile is z/x/y")?;
    let [z, x, y] = parts.as_slice() else { bail!("a tile is z/x/y, not {text}") };
    Ok(TileId::new(u32::try_from(*z)?, *x, *y)?)
}

fn parse_size(text: &str) -> Result<(f64, f64)> {
    let (width, height) = text.split_once('x').context("--size is WIDTHxHEIGHT")?;
    Ok((width.parse()?, height.parse()?))
}
