//! HTTP/1.1 as RFC 9110 and 9112 describe it, over raw sockets.

use std::time::Duration;

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::harness::{Karto, SOURCES};

/// A last request, which is answered with 200 unless the server has closed the connection before.
const LAST: &[u8] = b"GET /robots.txt HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

/// All that the server sends to a client that sends `bytes` and [`LAST`].
async fn exchange(karto: &Karto, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(karto.address).await.unwrap();
    stream.write_all(&[bytes, LAST].concat()).await.unwrap();
    let mut all = Vec::new();
    // The server may close the connection before it has read everything.
    let _ = tokio::time::timeout(Duration::from_secs(20), stream.read_to_end(&mut all)).await.unwrap();
    String::from_utf8_lossy(&all).into_owned()
}

/// The statuses of all responses in what the server sent.
fn statuses(sent: &str) -> Vec<u16> {
    sent.split("HTTP/1.").skip(1).map(|response| response[2..5].parse().unwrap()).collect()
}

#[tokio::test]
async fn heads_are_accepted_or_refused_as_the_standard_says() {
    let karto = Karto::simple().await;
    let get = "GET /robots.txt HTTP/1.1\r\nHost: a\r\n";
    for (name, head, expected) in [
        ("one host", format!("{get}\r\n"), &[200][..]),
        ("no host", "GET /robots.txt HTTP/1.1\r\n\r\n".into(), &[400]),
        ("two hosts", format!("{get}Host: b\r\n\r\n"), &[400]),
        ("two equal hosts", format!("{get}host: a\r\n\r\n"), &[400]),
        ("a host with a path", "GET /robots.txt HTTP/1.1\r\nHost: a/b\r\n\r\n".into(), &[400]),
        ("a host with a user", "GET /robots.txt HTTP/1.1\r\nHost: a@b\r\n\r\n".into(), &[400]),
        ("a list of hosts", "GET /robots.txt HTTP/1.1\r\nHost: a, b\r\n\r\n".into(), &[400]),
        ("an empty host", "GET /robots.txt HTTP/1.1\r\nHost:\r\n\r\n".into(), &[200]),
        ("HTTP/1.0 without a host", "GET /robots.txt HTTP/1.0\r\n\r\n".into(), &[200]),
        ("HTTP/1.0 with two hosts", "GET /robots.txt HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n".into(), &[400]),
        ("a URL", "GET http://b/robots.txt HTTP/1.1\r\nHost: a\r\n\r\n".into(), &[200]),
        ("a URL without a host", "GET http://b/robots.txt HTTP/1.1\r\n\r\n".into(), &[400]),
        ("a URL of another scheme", "GET ftp://b/robots.txt HTTP/1.1\r\nHost: a\r\n\r\n".into(), &[400]),
        ("an address as target", "GET b:80 HTTP/1.1\r\nHost: a\r\n\r\n".into(), &[400]),
        ("an asterisk", "GET * HTTP/1.1\r\nHost: a\r\n\r\n".into(), &[400]),
        ("the methods of the server", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n".into(), &[200]),
        ("CONNECT", "CONNECT b:443 HTTP/1.1\r\nHost: b:443\r\n\r\n".into(), &[405]),
        ("CONNECT to a path", "CONNECT /robots.txt HTTP/1.1\r\nHost: a\r\n\r\n".into(), &[400]),
        ("line feeds alone", "GET /robots.txt HTTP/1.1\nHost: a\n\n".into(), &[400]),
        ("a line feed after a field", format!("{get}X-A: b\n\r\n"), &[400]),
        ("a carriage return alone", format!("{get}X-A: b\rX-B: c\r\n\r\n"), &[400]),
        ("a continued line", format!("{get}X-A: b\r\n c\r\n\r\n"), &[400]),
        ("a continued line with a tab", format!("{get}X-A: b\r\n\tc\r\n\r\n"), &[400]),
        ("space before the first field", "GET /robots.txt HTTP/1.1\r\n Host: a\r\n\r\n".into(), &[400]),
        ("space in a name", format!("{get}X A: b\r\n\r\n"), &[400]),
        ("space before a colon", format!("{get}X-A : b\r\n\r\n"), &[400]),
        ("an empty name", format!("{get}: b\r\n\r\n"), &[400]),
        ("no colon", format!("{get}X-A\r\n\r\n"), &[400]),
        ("a parenthesis in a name", format!("{get}X(A): b\r\n\r\n"), &[400]),
        ("a zero byte", format!("{get}X-A: b\0c\r\n\r\n"), &[400]),
        ("two lengths", format!("{get}Content-Length: 0\r\nContent-Length: 0\r\n\r\n"), &[400]),
        ("a list of lengths", format!("{get}Content-Length: 0, 0\r\n\r\n"), &[400]),
        ("a signed length", format!("{get}Content-Length: +0\r\n\r\n"), &[400]),
        ("length and chunks", format!("{get}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), &[400]),
        ("chunks and length", format!("{get}Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"), &[400]),
        ("an unknown coding", format!("{get}Transfer-Encoding: gzip\r\n\r\n"), &[400]),
        ("chunks twice", format!("{get}Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n"), &[400]),
        ("chunks in HTTP/1.0", "GET / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n".into(), &[400]),
        ("a known expectation", format!("{get}Expect: 100-continue\r\n\r\n"), &[200]),
        ("an unknown expectation", format!("{get}Expect: tea\r\n\r\n"), &[417]),
        ("a body of HEAD", "HEAD / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc".into(), &[400]),
        ("trailers that are announced", format!("{get}TE: trailers\r\nTrailer: X-A\r\n\r\n"), &[200]),
        ("an upgrade", format!("{get}Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n\r\n"), &[200]),
        ("blank lines before", format!("\r\n\r\n{get}\r\n"), &[200]),
        ("two requests", format!("{get}\r\n{get}\r\n"), &[200, 200]),
        ("a good and a bad request", format!("{get}\r\n{get}Host: b\r\n\r\n{get}\r\n"), &[200, 400]),
        ("nothing after a bad request", format!("{get}X-A: b\n\r\n{get}\r\n"), &[400]),
    ] {
        let sent = exchange(&karto, head.as_bytes()).await;
        // After what is refused, and in HTTP/1.0, the connection ends.
        let ends = expected.iter().any(|status| *status >= 400) || head.contains("HTTP/1.0");
        let expected = if ends { expected.to_vec() } else { [expected, &[200]].concat() };
        assert_eq!(statuses(&sent), expected, "{name}: {head:?}\n{sent}");
        if expected.contains(&400) {
            let lower = sent.to_ascii_lowercase();
            assert!(lower.contains("connection: close"), "{name}: {sent}");
            assert!(!lower.contains("max-age"), "{name}: caches must not keep it\n{sent}");
        }
    }
}

#[tokio::test]
async fn heads_in_pieces_are_judged_alike() {
    let karto = Karto::simple().await;
    for (head, status) in [
        ("GET /robots.txt HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 200),
        ("GET /robots.txt HTTP/1.1\r\nHost: a\r\nX: y\n\r\n", 400),
        ("GET /robots.txt HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 1\r\n\r\n", 400),
    ] {
        let mut stream = TcpStream::connect(karto.address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        for byte in head.bytes() {
            // After its answer, the server closes the connection.
            let _ = stream.write_all(&[byte]).await;
            tokio::task::yield_now().await;
        }
        let mut all = Vec::new();
        let _ = tokio::time::timeout(Duration::from_secs(20), stream.read_to_end(&mut all)).await.unwrap();
        assert_eq!(statuses(&String::from_utf8_lossy(&all)), [status], "{head:?}");
    }
}

#[tokio::test]
async fn bodies_arrive_unchanged_and_requests_follow_them() {
    let karto = Karto::simple().await;
    // A name with what would be encoded in a target.
    let body = r#"{ "geojson": {"type": "Point", "coordinates": [0, 0], "properties": {"title": "a <b> `c` \"d\""}} }"#;
    let post = |headers: &str, body: &str| {
        format!(
            "POST /map/static/0,0,1/20x20.png HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n{headers}\r\n{body}"
        )
    };
    let get = "GET /robots.txt HTTP/1.1\r\nHost: a\r\n\r\n";
    let length = format!("Content-Length: {}\r\n", body.len());
    let sent = exchange(&karto, format!("{}{get}", post(&length, body)).as_bytes()).await;
    assert_eq!(statuses(&sent), [200, 200, 200], "{sent}");
    let chunks = format!("{:x};extension=1\r\n{body}\r\n0\r\nX-Trailer: a\r\n\r\n", body.len());
    let sent = exchange(&karto, format!("{}{get}", post("Transfer-Encoding: chunked\r\n", &chunks)).as_bytes()).await;
    assert_eq!(statuses(&sent), [200], "the connection ends with chunks: {sent}");
    assert!(sent.to_ascii_lowercase().contains("connection: close"));
    let expects = format!("{length}Expect: 100-continue\r\n");
    let sent = exchange(&karto, post(&expects, body).as_bytes()).await;
    assert!(statuses(&sent).ends_with(&[200, 200]), "{sent}");
}

#[tokio::test]
async fn conditions_and_ranges_follow_the_standard() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.bin"), b"0123456789").unwrap();
    let conf = format!("karto: {{staticFiles: {{/files: '{}'}}}}", folder.path().to_str().unwrap());
    let karto = Karto::serve(&conf, SOURCES).await;
    let (file, tile) = ("/files/a.bin", "/pbf/1/0/1.pbf");
    let tag = karto.get(tile).await.header("etag").unwrap().to_owned();
    let weak = karto.get(file).await.header("etag").unwrap().to_owned();
    for (target, headers, expected) in [
        (tile, &[("If-None-Match", "*")][..], 304),
        (tile, &[("If-None-Match", &format!("\"a,b\", W/{tag}"))], 304),
        (tile, &[("If-None-Match", "\"x\""), ("If-None-Match", &tag)], 304),
        (tile, &[("If-None-Match", "\"x\", *")], 200),
        (tile, &[("If-None-Match", tag.trim_matches('"'))], 200),
        (tile, &[("If-None-Match", "\"x\""), ("If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT")], 200),
        // As in Kartotherian, these have no effect.
        (tile, &[("If-Match", "\"x\"")], 200),
        (tile, &[("If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:00 GMT")], 200),
        (tile, &[("Range", "bytes=0-1")], 200),
        (file, &[("If-None-Match", &weak), ("Range", "bytes=0-1")], 304),
        (file, &[("Range", "bytes=2-3")], 206),
        (file, &[("Range", "bytes=0-1,3-4")], 200),
        (file, &[("Range", "bytes=0-1"), ("Range", "bytes=3-4")], 200),
        (file, &[("Range", "bytes=10-")], 416),
        (file, &[("Range", "bytes=0-1"), ("If-Range", &weak)], 200),
    ] {
        let reply = karto.get_with(target, headers).await;
        assert_eq!(reply.status, expected, "{target} {headers:?}");
    }
    let head = karto.ask("HEAD", file, &[("Range", "bytes=2-3")]).await;
    assert_eq!((head.status, head.header("content-length")), (200, Some("10")), "ranges are for GET only");
}

#[tokio::test]
async fn answers_name_the_fields_that_they_depend_on() {
    for (conf, expected) in [
        ("", &["accept-encoding", "host"][..]),
        (
            "karto: {trustedProxies: [127.0.0.1]}",
            &["accept-encoding", "host", "x-forwarded-host", "x-forwarded-prefix", "x-forwarded-proto"],
        ),
        ("karto: {publicUrl: 'https://maps.example.org'}", &["accept-encoding"]),
    ] {
        // A style names the addresses of its tiles only if they are public.
        let sources = SOURCES.replace("names: {", "names: {public: true, formats: [pbf], ");
        let karto = Karto::serve(conf, &sources).await;
        for target in ["/map/info.json", "/map/info.json?format=html", "/map/style.json"] {
            let head = exchange(&karto, format!("HEAD {target} HTTP/1.1\r\nHost: b\r\n\r\n").as_bytes()).await;
            assert!(head.starts_with("HTTP/1.1 200"), "{target}: {head}");
            let lower = head.to_ascii_lowercase();
            let lines = lower.lines().filter_map(|line| line.strip_prefix("vary:"));
            let names: Vec<_> = lines.flat_map(|line| line.split(',')).map(str::trim).collect();
            assert_eq!(names, expected, "{conf} {target}");
        }
    }
    let karto = Karto::simple().await;
    let sent = exchange(&karto, b"GET http://b.example/map/info.json HTTP/1.1\r\nHost: a\r\n\r\n").await;
    assert!(sent.contains("http://b.example/map/"), "the target names the host: {sent}");
}

#[tokio::test]
async fn refusals_that_depend_on_more_than_the_url_are_not_cached() {
    let karto = Karto::simple().await;
    for (method, target, headers) in [
        ("GET", "/map/1/0/0.png", &[("Content-Length", "3")][..]),
        ("DELETE", "/map/1/0/0.png", &[]),
        ("POST", "/map/static/0,0,1/0x0.png", &[("Content-Length", "0")]),
        ("GET", "/map/1/0/0.png", &[("Expect", "tea")]),
        ("GET", "/map/1/0/0.png", &[("Host", "b")]),
    ] {
        let reply = karto.ask(method, target, headers).await;
        assert!(reply.status >= 400, "{method} {target}");
        assert_eq!(reply.header("cache-control"), Some("no-store"), "{method} {target} {headers:?}");
    }
}
