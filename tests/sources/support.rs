//! Settings, tiles, and a server that acts as the upstream.

use std::{
    collections::BTreeMap,
    io::Write,
    net::SocketAddr,
    num::NonZeroUsize,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    response::Response,
};
use karto::{
    mvt::{GeometryType, GeometryWriter, LayerWriter, Tile, Value},
    settings::*,
    source::{Graph, SourceError, SourceTile, TileQuery, build},
    tile::{Format, Lang, TileId},
    work::{PoolSize, Runner},
};

/// The limit on the size of tiles in the tests.
pub(crate) const LIMIT: usize = 1 << 20;

pub(crate) fn place() -> Place {
    Place { file: "sources.yaml".into(), line: 1, column: 1 }
}

/// A source of this kind, with defaults for everything else.
pub(crate) fn source(id: &str, kind: SourceKind) -> SourceSettings {
    SourceSettings {
        id: id.into(),
        place: place(),
        public: true,
        public_info: true,
        formats: vec![Format::Pbf],
        formats_are_chosen: true,
        scales: vec![],
        min_zoom: None,
        max_zoom: None,
        static_images: None,
        max_width: None,
        max_height: None,
        default_headers: BTreeMap::new(),
        override_headers: BTreeMap::new(),
        set_info: None,
        override_info: None,
        freshness: FreshnessSettings {
            fresh: Duration::ZERO,
            by_zoom: vec![],
            stale_while_revalidate: Duration::ZERO,
            stale_if_error: Duration::ZERO,
            negative: Duration::ZERO,
        },
        kind,
    }
}

pub(crate) fn settings(sources: Vec<SourceSettings>) -> Settings {
    let local = "127.0.0.1".parse().unwrap();
    Settings {
        server: ServerSettings {
            interface: local,
            port: 0,
            cors: None,
            csp: None,
            page_caching: None,
            default_headers: BTreeMap::new(),
            override_headers: BTreeMap::new(),
        },
        sources,
        handlers: HandlerSettings::default(),
        metrics: vec![],
        log: LogSettings { level: LogLevel::Error, format: LogFormat::Auto, name: "karto".into(), named_levels: false },
        karto: KartoSettings {
            memory: None,
            admin: AdminSettings { interface: local, port: 0, enabled: false, unready_on_outage: false },
            cache: CacheSettings { max_bytes: Some(0), max_negative_bytes: 0 },
            render: RenderSettings {
                workers: 1,
                queue: 1,
                deadline: Duration::from_secs(1),
                metatile: 1,
                rasterizer: Rasterizer::default(),
            },
            limits: LimitSettings {
                request_timeout: Duration::from_secs(10),
                patience: Duration::from_secs(10),
                connections: 10,
                queue_time: Duration::from_secs(10),
                client_header: None,
                connections_per_client: 10,
                backlog: 10,
                send_timeout: Duration::from_secs(10),
                send_buffer: 1024,
                response_bytes: None,
                requests: 10,
                tile_bytes: LIMIT,
            },
            static_maps: StaticMapSettings {
                enabled: false,
                pixels: 1,
                points: 0,
                markers: 0,
                body_bytes: 0,
                time: Duration::from_secs(10),
                icons: None,
                attribution: false,
                error_pictures: false,
            },
            trusted_proxies: vec![],
            public_url: None,
            fonts: vec![],
            static_files: vec![],
            traces: None,
            answers: AnswerSettings { missing_tile: MissingTile::Empty, upstream_errors_as_5xx: false },
            metrics: MetricsSettings { wikimedia_names: false },
        },
        hash: String::new(),
        files: vec![],
    }
}

/// Threads for the work of a graph.
pub(crate) fn runner() -> Arc<Runner> {
    let size = PoolSize { threads: NonZeroUsize::MIN, queue: 100 };
    Arc::new(Runner::start(size, size).unwrap())
}

pub(crate) async fn graph(sources: Vec<SourceSettings>) -> Graph {
    build(&settings(sources), runner()).await.unwrap()
}

pub(crate) fn http(template: impl Into<String>) -> HttpSettings {
    HttpSettings {
        template: template.into(),
        timeout: Duration::from_secs(5),
        retries: 0,
        max_bytes: LIMIT,
        pool_size: 4,
        headers: BTreeMap::new(),
        max_zoom: None,
    }
}

pub(crate) fn tile_id(z: u32, x: u64, y: u64) -> TileId {
    TileId::new(z, x, y).unwrap()
}

pub(crate) fn query(z: u32, x: u64, y: u64) -> TileQuery {
    TileQuery { tile: tile_id(z, x, y), lang: None, deadline: Instant::now() + Duration::from_secs(10) }
}

pub(crate) fn query_in(lang: &str, z: u32, x: u64, y: u64) -> TileQuery {
    TileQuery { lang: Some(Lang::parse(lang).unwrap()), ..query(z, x, y) }
}

/// Requests a tile from a source of a graph.
pub(crate) trait TestRequest {
    async fn ask(&self, id: &str, query: TileQuery) -> Result<SourceTile, SourceError>;
}

impl TestRequest for Graph {
    async fn ask(&self, id: &str, query: TileQuery) -> Result<SourceTile, SourceError> {
        self.sources[id].tile(&query).await
    }
}

/// The decompressed bytes.
pub(crate) fn plain(tile: &SourceTile) -> Vec<u8> {
    tile.unpacked(LIMIT).unwrap().into_owned()
}

/// A tile with one layer and one point that has these tags.
pub(crate) fn point(layer: &str, tags: &[(&str, &str)]) -> Vec<u8> {
    let mut geometry = GeometryWriter::default();
    geometry.points(&[[100, 200]]);
    let mut writer = LayerWriter::new(layer, 4096);
    tags.iter().for_each(|(key, value)| writer.tag(key, Value::String(value)));
    writer.feature(Some(1), GeometryType::Point, geometry.packed());
    let mut out = vec![];
    writer.finish(&mut out);
    out
}

/// A small image.
pub(crate) fn picture(encoding: karto::image::ImageEncoding) -> Vec<u8> {
    karto::image::encode(&karto::image::Bitmap::new(4, 4).unwrap(), encoding).unwrap()
}

/// `layer: key=value, …` for every feature, in order.
pub(crate) fn tags(tile: &SourceTile) -> Vec<String> {
    let bytes = plain(tile);
    let tile = Tile::decode(&bytes).unwrap();
    let text = |value: Value<'_>| match value {
        Value::String(text) => text.to_owned(),
        other => format!("{other:?}"),
    };
    let line = |layer: &karto::mvt::Layer<'_>, feature| {
        let tags: Vec<_> = layer.tags(feature).map(|(key, value)| format!("{key}={}", text(value))).collect();
        format!("{}: {}", layer.name, tags.join(", "))
    };
    tile.layers.iter().flat_map(|layer| layer.features.iter().map(|f| line(layer, f)).collect::<Vec<_>>()).collect()
}

pub(crate) fn gzip(data: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(vec![], flate2::Compression::default());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

pub(crate) fn zlib(data: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(vec![], flate2::Compression::default());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

/// A server that answers each request by calling a function.
pub(crate) struct Upstream {
    pub address: SocketAddr,
    seen: Arc<Mutex<Vec<(String, http::HeaderMap)>>>,
    task: tokio::task::JoinHandle<()>,
}

type Answer = Arc<dyn Fn(&str, &http::HeaderMap, usize) -> Response + Send + Sync>;
type Seen = Arc<Mutex<Vec<(String, http::HeaderMap)>>>;

impl Upstream {
    /// `answer` gets the path with the query, and the number of previous requests.
    pub(crate) async fn start(answer: impl Fn(&str, usize) -> Response + Send + Sync + 'static) -> Self {
        Self::start_with_headers(move |path, _, before| answer(path, before)).await
    }

    /// Like the above, with the headers of the request.
    pub(crate) async fn start_with_headers(
        answer: impl Fn(&str, &http::HeaderMap, usize) -> Response + Send + Sync + 'static,
    ) -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let seen = Seen::default();
        let state: (Answer, Seen) = (Arc::new(answer), seen.clone());
        let handler = async |State((answer, seen)): State<(Answer, Seen)>, request: Request<Body>| {
            let path = request.uri().path_and_query().unwrap().to_string();
            let before = {
                let mut seen = seen.lock().unwrap();
                seen.push((path.clone(), request.headers().clone()));
                seen.len() - 1
            };
            if path.contains("/hang/") {
                std::future::pending::<()>().await;
            }
            answer(&path, request.headers(), before)
        };
        let router = Router::new().fallback(handler).with_state(state);
        let task = tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { address, seen, task }
    }

    /// `http://address` + `path`.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(crate) fn paths(&self) -> Vec<String> {
        self.seen.lock().unwrap().iter().map(|(path, _)| path.clone()).collect()
    }

    pub(crate) fn header(&self, request: usize, name: &str) -> Option<String> {
        let seen = self.seen.lock().unwrap();
        seen[request].1.get(name).map(|value| value.to_str().unwrap().to_owned())
    }
}

impl Drop for Upstream {
    fn drop(&mut self) {
        self.task.abort();
    }
}

pub(crate) fn respond(status: u16, headers: &[(&str, &str)], body: impl Into<Body>) -> Response {
    let mut response = Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    response.body(body.into()).unwrap()
}
