//! Runs the binary as a process, on free ports. The process is killed at the end of the test.

use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{SocketAddr, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, ExitStatus, Output, Stdio},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use karto::mvt::{GeometryType, GeometryWriter, LayerWriter, Value};

/// The timeout for all waits; the machine may be slow.
const TIMEOUT: Duration = Duration::from_mins(1);

pub(crate) struct Karto {
    child: Child,
    pub address: SocketAddr,
    pub admin: SocketAddr,
    log: Arc<Mutex<Vec<serde_json::Value>>>,
}

impl Karto {
    /// Starts `karto serve` with `args`, and waits until it is ready.
    pub(crate) fn serve(args: &[&str]) -> Self {
        let mut command = command();
        command.args(["serve", "--port", "0", "--admin-port", "0", "--interface", "127.0.0.1"]).args(args);
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let log: Arc<Mutex<Vec<serde_json::Value>>> = Arc::default();
        let (stdout, lines) = (child.stdout.take().unwrap(), log.clone());
        std::thread::spawn(move || {
            for line in BufReader::new(stdout).lines().map_while(Result::ok) {
                lines.lock().unwrap().push(serde_json::from_str(&line).unwrap_or_else(|e| panic!("{e}: {line}")));
            }
        });
        let mut karto = Self { child, address: ([0, 0, 0, 0], 0).into(), admin: ([0, 0, 0, 0], 0).into(), log };
        let started = karto.logged("karto is ready");
        karto.address = started["address"].as_str().unwrap().parse().unwrap();
        karto.admin = started["admin"].as_str().unwrap().parse().unwrap();
        karto
    }

    /// The first line of the log.
    pub(crate) fn first_line(&self) -> serde_json::Value {
        self.log.lock().unwrap()[0].clone()
    }

    /// Waits for the first line whose message contains `words`.
    pub(crate) fn logged(&mut self, words: &str) -> serde_json::Value {
        let until = Instant::now() + TIMEOUT;
        loop {
            let lines = self.log.lock().unwrap().clone();
            // The field is `msg` in bunyan's form.
            let message = |line: &serde_json::Value| line.get("message").or(line.get("msg")).cloned();
            let says = |line: &&serde_json::Value| message(line).is_some_and(|m| m.as_str().unwrap().contains(words));
            if let Some(line) = lines.iter().find(says) {
                return line.clone();
            }
            let ended = self.child.try_wait().unwrap();
            assert!(ended.is_none() && Instant::now() < until, "no {words:?} in {lines:?} (ended: {ended:?})");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// The first line whose message contains `words`, after the process has ended.
    pub(crate) fn logged_at_end(&mut self, words: &str) -> serde_json::Value {
        assert!(self.child.try_wait().unwrap().is_some());
        let says = |line: &&serde_json::Value| line["message"].as_str().is_some_and(|m| m.contains(words));
        let mut found = None;
        // The last lines may still be in the pipe.
        wait_for(words, || {
            found = self.log.lock().unwrap().iter().find(says).cloned();
            found.is_some()
        });
        found.unwrap()
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    pub(crate) fn get(&self, target: &str) -> Reply {
        ask(self.address, "GET", target)
    }

    pub(crate) fn admin(&self, method: &str, target: &str) -> Reply {
        ask(self.admin, method, target)
    }

    /// The value of a line of `/metrics` that starts with `name`.
    pub(crate) fn metric(&self, name: &str) -> Option<f64> {
        let metrics = self.admin("GET", "/metrics").text();
        let line = metrics.lines().find(|line| line.strip_prefix(name).is_some_and(|rest| rest.starts_with(' ')))?;
        line.rsplit(' ').next()?.parse().ok()
    }

    pub(crate) fn signal(&self, name: &str) {
        let sent = Command::new("sh").args(["-c", &format!("kill -{name} {}", self.child.id())]).status().unwrap();
        assert!(sent.success());
    }

    /// Waits until the process ends.
    pub(crate) fn ended(&mut self) -> ExitStatus {
        let until = Instant::now() + TIMEOUT;
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(Instant::now() < until, "the process does not end");
            std::thread::sleep(Duration::from_millis(10));
        }
    }
}

impl Drop for Karto {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The binary, without the `KARTO_…` variables of the environment that the tests run in.
pub(crate) fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_karto"));
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("KARTO_")) {
        command.env_remove(name);
    }
    command
}

pub(crate) fn run(args: &[&str]) -> Output {
    command().args(args).output().unwrap()
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) struct Reply {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

impl Reply {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|e| panic!("{e}: {}", String::from_utf8_lossy(&self.body)))
    }
}

pub(crate) fn ask(address: SocketAddr, method: &str, target: &str) -> Reply {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(TIMEOUT)).unwrap();
    write!(stream, "{method} {target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 0\r\n\r\n").unwrap();
    let mut all = Vec::new();
    stream.read_to_end(&mut all).unwrap();
    let split = all.windows(4).position(|w| w == b"\r\n\r\n").unwrap_or_else(|| panic!("no head in {all:?}"));
    let head = String::from_utf8(all[..split].to_vec()).unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Reply { status, head, body: all[split + 4..].to_vec() }
}

/// Waits until `done`.
pub(crate) fn wait_for(what: &str, mut done: impl FnMut() -> bool) {
    let until = Instant::now() + TIMEOUT;
    while !done() {
        assert!(Instant::now() < until, "timed out waiting for: {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// A folder with a configuration in it.
pub(crate) struct Folder(pub tempfile::TempDir);

impl Folder {
    pub(crate) fn with(config: &str) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        folder.write("config.yaml", config.as_bytes());
        folder
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn config(&self) -> String {
        self.path("config.yaml").to_str().unwrap().to_owned()
    }

    pub(crate) fn write(&self, name: &str, bytes: &[u8]) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        // Replace the file atomically, as deployment tools do.
        let temporary = path.with_extension("new");
        std::fs::write(&temporary, bytes).unwrap();
        std::fs::rename(temporary, path).unwrap();
    }
}

/// Writes tiles with a few places at zoom 0 and 1 below `folder`.
pub(crate) fn write_tiles(folder: &Path, name: &str) {
    let mut bytes = Vec::new();
    let mut layer = LayerWriter::new("place_label", 4096);
    layer.tag("name", Value::String(name));
    let mut geometry = GeometryWriter::default();
    geometry.points(&[[100, 100]]);
    layer.feature(Some(1), GeometryType::Point, geometry.packed());
    layer.finish(&mut bytes);
    for path in ["0/0/0", "1/0/0", "1/0/1", "1/1/0", "1/1/1"] {
        let file = folder.join(format!("{path}.pbf"));
        std::fs::create_dir_all(file.parent().unwrap()).unwrap();
        std::fs::write(file, &bytes).unwrap();
    }
}
