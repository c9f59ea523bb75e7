//! `/metrics`, statsd and the log.

use std::{
    collections::BTreeMap,
    io::{Read, Write},
    net::{TcpStream, UdpSocket},
    time::Duration,
};

use crate::karto::{Folder, Karto, wait_for};

#[test]
fn labels_of_metrics_come_from_the_configuration() {
    let karto = Karto::serve(&[]);
    for path in
        ["/karto/1/0/0.png", "/karto/1/0/0.png", "/karto/1/0/0@1.3x.webp", "/world/1/0/0.pbf", "/nobody/1/0/0.png"]
    {
        karto.get(path);
    }
    for (name, at_least) in [
        (r#"karto_tiles_total{source="karto",zoom="1",format="png",scale="1",cache="miss"}"#, 1.0),
        (r#"karto_tiles_total{source="karto",zoom="1",format="png",scale="1",cache="hit"}"#, 1.0),
        (r#"karto_tiles_total{source="karto",zoom="1",format="webp",scale="1.3",cache="miss"}"#, 1.0),
        (r#"karto_requests_total{route="tile",source="world",format="pbf",status="200"}"#, 1.0),
        (r#"karto_requests_total{route="tile",source="",format="png",status="400"}"#, 1.0),
        (r#"karto_sent_bytes_total{route="tile",source="world",format="pbf"}"#, 1000.0),
        (r#"karto_request_duration_seconds_count{route="tile",source="karto",format="png"}"#, 2.0),
        (r#"karto_render_duration_seconds_count{source="karto"}"#, 2.0),
        (r#"karto_render_wait_seconds_count{source="karto"}"#, 2.0),
        ("karto_render_queue_depth", 0.0),
        ("karto_render_queue_limit", 256.0),
        ("karto_cache_bytes", 0.0),
        ("karto_prepared_bytes", 10_000.0),
        ("karto_config_last_reload_successful", 1.0),
        (r#"karto_config_reloads_total{result="refused"}"#, 0.0),
        ("process_resident_memory_bytes", 1e6),
        ("process_cpu_seconds_total", 0.0),
        ("process_open_fds", 5.0),
        ("process_max_fds", 5.0),
        ("process_start_time_seconds", 1.6e9),
    ] {
        let value = karto.metric(name);
        assert!(
            value.is_some_and(|value| value >= at_least),
            "{name}: {value:?}\n{}",
            karto.admin("GET", "/metrics").text()
        );
    }
    let text = karto.admin("GET", "/metrics").text();
    assert!(text.contains("karto_build_info{version=\"") && text.contains("revision=\""), "{text}");
    assert_eq!(text.matches("# EOF").count(), 1);
    assert!(!text.contains("nobody"));
}

#[test]
fn statsd_gets_the_names_of_kartotherian() {
    let server = UdpSocket::bind("127.0.0.1:0").unwrap();
    server.set_read_timeout(Some(Duration::from_millis(100))).unwrap();
    let port = server.local_addr().unwrap().port();
    let folder = Folder::with(&format!(
        "services:
  - name: kartotherian
    conf:
      port: 6533
      sources:
        data: {{uri: pmtiles:///embedded/world}}
        map: {{public: true, static: true, formats: [png], scales: [1.3, 2], uri: style:///embedded/light, params: {{source: {{ref: data}}}}}}
metrics:
  - {{type: statsd, host: 127.0.0.1, port: {port}}}
"
    ));
    let karto = Karto::serve(&["--config", &folder.config()]);
    for path in [
        "/map/1/0/0.png",
        "/map/1/0/0@1.3x.png",
        "/map/info.json",
        "/map/99/0/0.png",
        "/nobody/1/0/0.png",
        "/nobody/info.json",
        "/img/map,1,0,0,64x64.png",
        "/img/map,1,0,0,64x64@2x.png",
        "/img/map,1,0,0,64x64.webp",
        "/v4/marker/pin-s-cafe+f00.png",
        "/v4/marker/pin-s+f0.png",
        "/robots.txt",
        "/_INFO/Name?x",
        "/?spec",
        "/nothing",
    ] {
        karto.get(path);
    }
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    wait_for("all lines", || {
        let mut packet = [0; 2048];
        if let Ok(n) = server.recv(&mut packet) {
            assert!(n <= 1400);
            for line in std::str::from_utf8(&packet[..n]).unwrap().lines() {
                let (name, value) = line.split_once(':').unwrap();
                seen.insert(name.to_owned(), value.to_owned());
            }
        }
        seen.len() >= 14
    });
    let names: Vec<_> = seen.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "kartotherian.err.marker.color",
            "kartotherian.err.req.coords",
            "kartotherian.err.req.source",
            "kartotherian.err.req.stformat",
            "kartotherian.init",
            "kartotherian.marker",
            "kartotherian.req.map.1.png",
            "kartotherian.req.map.1.png.1-3",
            "kartotherian.req.map.1.png.static.1",
            "kartotherian.req.map.1.png.static.2",
            "kartotherian.req.map.info",
            "kartotherian.router.-info_name.GET.200",
            "kartotherian.router.robots.txt.GET.200",
            "kartotherian.router.root.GET.200",
        ]
    );
    assert_eq!(seen["kartotherian.err.req.coords"], "1|c");
    let time = seen["kartotherian.req.map.1.png"].strip_suffix("|ms").unwrap();
    assert!(time.parse::<f64>().unwrap() > 0.0);
}

#[test]
fn an_unavailable_statsd_server_has_no_effect() {
    let folder = Folder::with(
        "port: 6533
sources: {data: {public: true, formats: [pbf], uri: pmtiles:///embedded/world}}
metrics: [{type: statsd, host: does-not-exist.invalid}, {type: statsd, host: 127.0.0.1, port: 1}]
",
    );
    let karto = Karto::serve(&["--config", &folder.config()]);
    for _ in 0..50 {
        assert_eq!(karto.get("/data/0/0/0.pbf").status, 200);
    }
}

#[test]
fn log_lines_of_a_request_have_its_id_and_trace() {
    let folder = Folder::with(
        "port: 6533
sources: {down: {public: true, formats: [pbf], uri: 'http://127.0.0.1:1/{z}/{x}/{y}.pbf', params: {retries: 0}}}
",
    );
    let mut karto = Karto::serve(&["--config", &folder.config()]);
    let first = karto.first_line();
    assert_eq!((&first["message"], &first["version"]), (&"karto starts".into(), &env!("CARGO_PKG_VERSION").into()));
    assert!(first["revision"].is_string());
    assert_eq!(first["config"], karto.get("/_info").json()["config"]);
    let trace = "4bf92f3577b34da6a3ce929d0e0e4736";
    let mut stream = TcpStream::connect(karto.address).unwrap();
    let head = format!(
        "GET /down/1/0/0.pbf HTTP/1.1\r\nHost: a\r\nConnection: close\r\nX-Request-Id: mine-7\r\ntraceparent: 00-{trace}-00f067aa0ba902b7-01\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.contains("x-request-id: mine-7") && answer.contains("server-timing: total;dur="), "{answer}");
    let line = karto.logged("tile failed");
    assert_eq!((&line["span"]["id"], &line["span"]["trace"]), (&"mine-7".into(), &trace.into()), "{line}");
}

/// A collector that records the requests it receives.
fn collector() -> (String, std::sync::Arc<std::sync::Mutex<Vec<u8>>>) {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}/v1/traces", listener.local_addr().unwrap());
    let seen = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let keep = seen.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut all = Vec::new();
            let mut buffer = [0; 65536];
            while let Ok(n @ 1..) = stream.read(&mut buffer) {
                all.extend_from_slice(&buffer[..n]);
                let Some(split) = all.windows(4).position(|w| w == b"\r\n\r\n") else { continue };
                let head = String::from_utf8_lossy(&all[..split]).to_lowercase();
                let length: usize =
                    head.split("content-length: ").nth(1).unwrap().lines().next().unwrap().parse().unwrap();
                if all.len() >= split + 4 + length {
                    break;
                }
            }
            keep.lock().unwrap().extend_from_slice(&all);
            let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
        }
    });
    (url, seen)
}

#[test]
fn traces_go_to_the_configured_collector_and_continue_those_of_the_client() {
    let (endpoint, seen) = collector();
    let folder = Folder::with(&format!(
        "port: 6533
karto: {{traces: {{endpoint: '{endpoint}', ratio: 0}}}}
sources:
  data: {{uri: pmtiles:///embedded/world}}
  map: {{public: true, formats: [png], uri: style:///embedded/light, params: {{source: {{ref: data}}}}}}
"
    ));
    let mut karto = Karto::serve(&["--config", &folder.config()]);
    let ask = |traceparent: &str| {
        let mut stream = TcpStream::connect(karto.address).unwrap();
        let head = format!("GET /map/1/0/0.png HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{traceparent}\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        stream.read_to_end(&mut Vec::new()).unwrap();
    };
    let trace = [0x4b, 0xf9, 0x2f, 0x35, 0x77, 0xb3, 0x4d, 0xa6, 0xa3, 0xce, 0x92, 0x9d, 0x0e, 0x0e, 0x47, 0x36];
    ask("traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01\r\n");
    // This request has no `traceparent`, and the ratio is 0.
    ask("X-Request-Id: not-to-be-traced\r\n");
    karto.signal("TERM");
    assert!(karto.ended().success());
    let seen = seen.lock().unwrap().clone();
    let holds = |needle: &[u8]| seen.windows(needle.len()).filter(|window| *window == needle).count();
    assert!(holds(&trace) >= 3, "request, fetch and draw: {} bytes", seen.len());
    for words in ["request", "fetch", "draw", "/map/1/0/0.png", "service.version"] {
        assert!(holds(words.as_bytes()) > 0, "{words}");
    }
    assert_eq!(holds(b"not-to-be-traced"), 0);
}
