//! A server configured by a few lines of YAML, a raw HTTP client, and an upstream that can be slow.

use std::{
    net::SocketAddr,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use karto::{
    check::load_embedded,
    cli::serve::RunningServer,
    config::LoadOptions,
    mvt::{GeometryType, GeometryWriter, LayerWriter, Value},
    service::Service,
};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// Writes tiles of zoom 0 and 1 to the directory that replaces `{tiles}` in a configuration. 1/1/1 is empty.
pub(crate) struct Karto {
    pub address: SocketAddr,
    pub admin: SocketAddr,
    pub running: RunningServer,
    _folder: tempfile::TempDir,
}

/// The sources of most tests: `pbf` has the tiles of the directory, `map` is drawn from it.
pub(crate) const SOURCES: &str = "
  tree: {uri: 'file://{tiles}?filetype=pbf'}
  names: {uri: 'babel://', params: {source: {ref: tree}, tag: name, defaultLanguage: local}}
  pbf:
    public: true
    formats: [pbf, json, headers]
    uri: overzoom://
    params: {source: {ref: tree}, maxzoom: 4}
  map:
    public: true
    formats: [png, json, headers]
    scales: [1.3, 2]
    minzoom: 0
    maxzoom: 3
    uri: style:///embedded/osm-bright
    params: {source: {ref: names}}
  secret: {public: true, publicinfo: false, uri: 'overzoom://', params: {source: {ref: tree}, maxzoom: 3}}
";

impl Karto {
    /// Serves [`SOURCES`].
    pub(crate) async fn simple() -> Self {
        Self::serve("", SOURCES).await
    }

    /// Serves `sources` with the additional keys `conf`, both as indented YAML.
    pub(crate) async fn serve(conf: &str, sources: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        write_tiles(folder.path());
        let text = format!("port: 6533\ninterface: 127.0.0.1\n{conf}\nsources:{sources}");
        let text = text.replace("{tiles}", folder.path().to_str().unwrap());
        let options = LoadOptions { port: Some(0), admin_port: Some(0), ..LoadOptions::default() };
        let loaded = load_embedded("test.yaml", &text, &options);
        let settings = loaded.settings.clone().unwrap_or_else(|| panic!("{}", loaded.human(false)));
        let service = Service::build(settings).await;
        let service = service.unwrap_or_else(|problems| panic!("{problems:?}"));
        let running = RunningServer::start(service, None, None, Instant::now()).await.unwrap();
        Self { address: running.address, admin: running.admin.unwrap(), running, _folder: folder }
    }

    pub(crate) async fn get(&self, target: &str) -> Reply {
        self.ask("GET", target, &[]).await
    }

    pub(crate) async fn get_with(&self, target: &str, headers: &[(&str, &str)]) -> Reply {
        self.ask("GET", target, headers).await
    }

    pub(crate) async fn ask(&self, method: &str, target: &str, headers: &[(&str, &str)]) -> Reply {
        ask(self.address, method, target, headers).await
    }

    pub(crate) async fn ask_admin(&self, method: &str, target: &str) -> Reply {
        ask(self.admin, method, target, &[]).await
    }

    /// Sends these bytes and returns the response.
    pub(crate) async fn raw(&self, bytes: &[u8]) -> Reply {
        raw(self.address, bytes).await
    }
}

/// A response.
#[derive(Debug)]
pub(crate) struct Reply {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Reply {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(n, _)| n == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {:?}", String::from_utf8_lossy(&self.body)))
    }

    /// The body without its content coding.
    pub(crate) fn plain(&self) -> Vec<u8> {
        let packing = match self.header("content-encoding") {
            Some("br") => karto::mvt::Packing::Brotli,
            _ => karto::mvt::Packing::Detect,
        };
        karto::mvt::unpack(&self.body, packing, 1 << 24).unwrap().into_owned()
    }
}

pub(crate) async fn ask(address: SocketAddr, method: &str, target: &str, headers: &[(&str, &str)]) -> Reply {
    let mut head = format!("{method} {target} HTTP/1.1\r\nHost: maps.test\r\nConnection: close\r\n");
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    raw(address, format!("{head}\r\n").as_bytes()).await
}

pub(crate) async fn raw(address: SocketAddr, bytes: &[u8]) -> Reply {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    read(stream).await
}

/// Reads a response until the server closes the connection.
pub(crate) async fn read(mut stream: TcpStream) -> Reply {
    let mut all = Vec::new();
    tokio::time::timeout(Duration::from_secs(30), stream.read_to_end(&mut all)).await.unwrap().unwrap();
    let split = all.windows(4).position(|w| w == b"\r\n\r\n").unwrap_or_else(|| panic!("no head in {all:?}"));
    let head = std::str::from_utf8(&all[..split]).unwrap();
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let pair = |line: &str| {
        let (name, value) = line.split_once(':').unwrap();
        (name.trim().to_ascii_lowercase(), value.trim().to_owned())
    };
    let headers = lines.map(pair).collect();
    Reply { status, headers, body: all[split + 4..].to_vec() }
}

/// A tile with `places` points, large enough to be compressed.
pub(crate) fn tile(places: usize) -> Vec<u8> {
    let mut out = Vec::new();
    let mut layer = LayerWriter::new("place_label", 4096);
    for i in 0..places {
        layer.tag("name", Value::String(&format!("Place number {i}")));
        layer.tag("name_de", Value::String(&format!("Ort Nummer {i}")));
        let mut geometry = GeometryWriter::default();
        geometry.points(&[[i32::try_from(i).unwrap() * 10, 100]]);
        layer.feature(Some(i as u64 + 1), GeometryType::Point, geometry.packed());
    }
    layer.finish(&mut out);
    out
}

fn write_tiles(folder: &Path) {
    for (path, bytes) in [("0/0/0", tile(50)), ("1/0/0", tile(3)), ("1/0/1", tile(60)), ("1/1/1", Vec::new())] {
        let file = folder.join(format!("{path}.pbf"));
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, bytes).unwrap();
    }
}

/// A slow tile server that counts requests and clients that disconnect before the response.
pub(crate) struct Upstream {
    pub address: SocketAddr,
    asked: Arc<AtomicUsize>,
    left: Arc<AtomicUsize>,
}

impl Upstream {
    pub(crate) async fn start(delay: Duration) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let (asked, left) = (Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0)));
        let (counter, leavers) = (asked.clone(), left.clone());
        tokio::spawn(async move {
            loop {
                let (mut stream, _) = listener.accept().await.unwrap();
                let (counter, leavers) = (counter.clone(), leavers.clone());
                tokio::spawn(async move {
                    let mut buffer = [0; 4096];
                    // Request heads are small and arrive in one piece.
                    while let Ok(1..) = stream.read(&mut buffer).await {
                        counter.fetch_add(1, Ordering::SeqCst);
                        let gone = tokio::select! {
                            () = tokio::time::sleep(delay) => false,
                            read = stream.read(&mut buffer) => read.is_ok_and(|n| n == 0),
                        };
                        if gone {
                            leavers.fetch_add(1, Ordering::SeqCst);
                            return;
                        }
                        let body = tile(5);
                        let head = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", body.len());
                        if stream.write_all(&[head.as_bytes(), &body].concat()).await.is_err() {
                            return;
                        }
                    }
                });
            }
        });
        Self { address, asked, left }
    }

    pub(crate) fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    pub(crate) fn left(&self) -> usize {
        self.left.load(Ordering::SeqCst)
    }

    /// A source with this server as its upstream.
    pub(crate) fn sources(&self) -> String {
        format!("\n  slow: {{public: true, formats: [pbf], uri: 'http://{}/{{z}}/{{x}}/{{y}}.pbf'}}\n", self.address)
    }
}
