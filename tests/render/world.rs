//! Styles with their tiles: the embedded world, and real and synthetic cities if their tiles are available.
#![allow(dead_code, reason = "each test binary uses only a part")]

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::Arc,
    time::{Duration, Instant},
};

use karto::{
    diagnostic::SourceFile,
    image::Bitmap,
    mvt::Packing,
    render::{self, Fetched, MARGIN, Rasterizer, RenderJob, Resources, SourceInfo, View},
    settings::{PmtilesLocation, PmtilesSettings},
    source::{TileQuery, TileSource, pmtiles::Pmtiles},
    style::{self, Style},
    text::{FontSet, GlyphCache},
    tile::TileId,
    work::Ticket,
};

use crate::data::shared;

/// The result of a test.
pub(crate) type TestResult<T = ()> = Result<T, Box<dyn std::error::Error>>;

type Fetch = Box<dyn Fn(TileId) -> Option<Vec<u8>>>;

/// A style with everything that is needed to draw it.
pub(crate) struct World {
    pub style: Style,
    pub resources: Resources,
    pub infos: BTreeMap<String, SourceInfo>,
    fetch: Fetch,
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

impl World {
    /// Loads the repository's `style` with its sprite for `ratio` and the repository's fonts. All of its sources have
    /// the tiles that `fetch` returns, up to `max_zoom`.
    fn new(style: &str, ratio: f64, max_zoom: u8, tile_size: u32, fetch: Fetch) -> TestResult<Self> {
        let text = std::fs::read_to_string(root().join("styles").join(style))?;
        let (loaded, problems) = style::load(&SourceFile::new(style, text));
        assert!(problems.is_empty(), "{problems:?}");
        let style = loaded.ok_or("no style")?;
        let fonts = Arc::new(FontSet::load([], &[root().join("styles/fonts")]).0);
        let mut resources = Resources { glyphs: Arc::new(GlyphCache::of(fonts)), ..Resources::default() };
        resources.sprites.load("default", &root().join("styles/osm/sprite"), ratio)?;
        let info = SourceInfo { min_zoom: 0, max_zoom, tile_size };
        let infos = style.sources.keys().map(|name| (name.clone(), info)).collect();
        Ok(Self { style, resources, infos, fetch })
    }

    /// The embedded world, as it is drawn without a configuration.
    pub(crate) fn embedded(ratio: f64) -> TestResult<Self> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let settings = PmtilesSettings { location: PmtilesLocation::Embedded("world") };
        let client = reqwest_client()?;
        let source = runtime.block_on(Pmtiles::open("world".into(), &settings, client, 64 << 20))?;
        let max_zoom = source.info().max_zoom.unwrap_or(6);
        let fetch = move |tile: TileId| {
            let query = TileQuery { tile, lang: None, deadline: Instant::now() + Duration::from_mins(1) };
            runtime.block_on(source.tile(&query)).ok().map(|tile| tile.bytes.to_vec())
        };
        Self::new("demo/style.json", ratio, max_zoom, 512, Box::new(fetch))
    }

    /// Liechtenstein and Monaco.
    pub(crate) fn real(ratio: f64) -> TestResult<Option<Self>> {
        let Some(archive) = shared("data/wmf-schema-tiles.mbtiles") else { return Ok(None) };
        let db = rusqlite::Connection::open_with_flags(archive, rusqlite::OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let fetch = move |tile: TileId| {
            let row = tile.across() - 1 - tile.y();
            let sql = "SELECT tile_data FROM tiles WHERE zoom_level = ?1 AND tile_column = ?2 AND tile_row = ?3";
            db.query_row(sql, (tile.z(), tile.x(), row), |r| r.get(0)).ok()
        };
        Self::new("osm/style.json", ratio, 15, 256, Box::new(fetch)).map(Some)
    }

    /// Synthetic city tiles with every layer and names in nine scripts.
    pub(crate) fn crowded(ratio: f64) -> TestResult<Option<Self>> {
        let Some(tiles) = shared("golden/tiles/synthetic") else { return Ok(None) };
        let fetch = move |tile: TileId| std::fs::read(tiles.join(format!("{tile}.pbf"))).ok();
        Self::new("osm/style.json", ratio, 15, 256, Box::new(fetch)).map(Some)
    }

    /// The packed tiles that `view` needs.
    pub(crate) fn fetched(&self, view: &View) -> Vec<Fetched> {
        let needs = render::needs(&self.style, view, MARGIN, &self.infos);
        let found = needs.into_iter().filter_map(|need| {
            let bytes = (self.fetch)(need.tile)?;
            Some(Fetched { need, bytes: bytes.into(), packing: Packing::Detect })
        });
        found.collect()
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

    /// Draws `view` as pixels.
    pub(crate) fn picture(&self, view: &View) -> TestResult<Bitmap> {
        Ok(render::picture(&self.job(view, &self.fetched(view), &Ticket::endless()))?)
    }

    /// Draws `view` as an SVG document.
    pub(crate) fn svg(&self, view: &View) -> TestResult<String> {
        Ok(render::svg(&self.job(view, &self.fetched(view), &Ticket::endless()))?)
    }
}

/// A client that is never used: the archive is embedded.
fn reqwest_client() -> TestResult<reqwest::Client> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let roots = rustls::RootCertStore::empty();
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    Ok(reqwest::Client::builder().tls_backend_preconfigured(tls).build()?)
}

/// A path in the repository.
pub(crate) fn in_repository(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}
