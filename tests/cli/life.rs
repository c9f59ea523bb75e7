//! The life cycle of a process: startup, readiness, shutdown.

use std::{
    io::{ErrorKind, Read, Write},
    net::{SocketAddr, TcpStream},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use crate::{
    karto::{Folder, Karto, command, wait_for},
    upstream::Upstream,
};

/// Serves the embedded world with a long `patience`, because the machine may be slow.
pub(crate) const PATIENT: &str = "port: 6533
karto: {limits: {patience: 60s}}
sources:
  data: {uri: pmtiles:///embedded/world}
  karto: {public: true, formats: [png], uri: style:///embedded/light, params: {source: {ref: data}}}
";

/// A client with a persistent connection, until no new connections are accepted. Returns dropped requests: those that
/// were sent on an open connection and not answered.
pub(crate) fn client(address: SocketAddr, answered: &AtomicUsize) -> Result<(), String> {
    loop {
        let Ok(mut stream) = TcpStream::connect(address) else { return Ok(()) };
        stream.set_read_timeout(Some(Duration::from_secs(30))).unwrap();
        for nth in 0.. {
            let zoom = nth % 3;
            let request = format!("GET /karto/{zoom}/0/0.png HTTP/1.1\r\nHost: a\r\n\r\n");
            let sent = stream.write_all(request.as_bytes());
            match sent.and_then(|()| answer(&mut stream)) {
                Ok(head) => {
                    if !head.starts_with("HTTP/1.1 200") {
                        return Err(head);
                    }
                    answered.fetch_add(1, Ordering::SeqCst);
                    if head.to_lowercase().contains("connection: close") {
                        break;
                    }
                }
                // The listener was closed after the handshake of the system, so the request has not been read.
                Err(error) if nth == 0 && error.kind() == ErrorKind::ConnectionReset => return Ok(()),
                Err(error) => return Err(format!("request {nth} of a connection: {error}")),
            }
        }
    }
}

/// Reads a response and returns its head.
fn answer(stream: &mut TcpStream) -> std::io::Result<String> {
    let mut all = Vec::new();
    let mut buffer = [0; 16384];
    loop {
        let n = stream.read(&mut buffer)?;
        if n == 0 {
            return Err(std::io::Error::new(ErrorKind::UnexpectedEof, format!("closed after {} bytes", all.len())));
        }
        all.extend_from_slice(&buffer[..n]);
        let Some(split) = all.windows(4).position(|w| w == b"\r\n\r\n") else { continue };
        let head = String::from_utf8_lossy(&all[..split]).into_owned();
        let length =
            head.to_lowercase().split("content-length: ").nth(1).unwrap().lines().next().unwrap().parse::<usize>();
        if all.len() >= split + 4 + length.unwrap() {
            return Ok(head);
        }
    }
}

#[test]
fn a_termination_under_load_drops_no_request() {
    let folder = Folder::with(PATIENT);
    let mut karto = Karto::serve(&["--config", &folder.config()]);
    let answered = Arc::new(AtomicUsize::new(0));
    let clients: Vec<_> = (0..16)
        .map(|_| {
            let (address, answered) = (karto.address, answered.clone());
            std::thread::spawn(move || client(address, &answered))
        })
        .collect();
    wait_for("load", || answered.load(Ordering::SeqCst) > 200);
    karto.signal("TERM");
    for client in clients {
        assert_eq!(client.join().unwrap(), Ok(()));
    }
    assert!(karto.ended().success());
    assert_eq!(karto.logged_at_end("stopped")["cut"], 0);
}

#[test]
fn idle_connections_do_not_delay_the_shutdown() {
    let mut karto = Karto::serve(&[]);
    let idle: Vec<_> = (0..5).map(|_| TcpStream::connect(karto.address).unwrap()).collect();
    wait_for("connections", || karto.metric("karto_connections").is_some_and(|open| open >= 5.0));
    karto.signal("TERM");
    assert!(karto.ended().success());
    drop(idle);
}

#[test]
fn an_outage_after_readiness_degrades_the_process_but_keeps_it_ready() {
    for (admin, status) in [("", 200), ("karto: {admin: {unreadyOnOutage: true}}\n", 503)] {
        let upstream = Upstream::start(Duration::ZERO);
        let folder = Folder::with(&format!("port: 6533\n{admin}sources:\n{}", upstream.source("far")));
        let karto = Karto::serve(&["--config", &folder.config()]);
        let before = karto.admin("GET", "/ready");
        assert_eq!((before.status, &before.json()["degraded"]), (200, &false.into()));
        upstream.goes_down();
        wait_for("the outage to be noticed", || {
            karto.admin("GET", "/ready").json()["dependencies"]["far"]["up"] == false
        });
        let after = karto.admin("GET", "/ready");
        assert_eq!((after.status, &after.json()["degraded"]), (status, &(status == 200).into()), "{}", after.text());
        assert_eq!(karto.admin("GET", "/live").status, 200, "no restart helps");
    }
}

#[test]
fn a_termination_during_startup_stops_the_process() {
    // A database that accepts connections but never responds: karto waits for it before it opens its ports.
    let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let folder = Folder::with(&format!(
        "port: 6533
sources:
  tiles: {{public: true, formats: [pbf], uri: 'postgis://', params: {{host: 127.0.0.1, port: {}, database: gis, user: x, layers: [{{id: a, table: a}}]}}}}
",
        silent.local_addr().unwrap().port()
    ));
    let mut child =
        command().args(["serve", "--port", "0", "--admin-port", "0", "--config", &folder.config()]).spawn().unwrap();
    let connection = silent.accept().unwrap();
    let sent = std::process::Command::new("sh").args(["-c", &format!("kill -TERM {}", child.id())]).status().unwrap();
    assert!(sent.success());
    assert!(child.wait().unwrap().success(), "an end that was asked for is no failure");
    drop(connection);
}
