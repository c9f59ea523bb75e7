//! `http(s)://`: responses that are passed on, retried or rejected.

use std::time::{Duration, Instant};

use axum::body::Body;
use bytes::Bytes;
use karto::{
    settings::{HttpSettings, SourceKind},
    source::{Encoding, Freshness, SourceError, SourceTile, TileQuery},
};

use crate::support::{LIMIT, TestRequest, Upstream, graph, gzip, http, point, query, query_in, respond, source, zlib};

async fn ask(settings: HttpSettings, query: TileQuery) -> Result<SourceTile, SourceError> {
    graph(vec![source("up", SourceKind::Http(settings))]).await.ask("up", query).await
}

#[tokio::test]
async fn a_gzipped_tile_is_passed_on_unchanged_with_its_headers() {
    let body = gzip(&point("l", &[]));
    let sent = body.clone();
    let up = Upstream::start(move |_, _| {
        let headers = [
            ("content-encoding", "gzip"),
            ("content-type", "application/vnd.mapbox-vector-tile"),
            ("cache-control", "public, max-age=777"),
            ("expires", "Thu, 01 Jan 2037 00:00:00 GMT"),
            ("etag", "\"x\""),
            ("last-modified", "Wed, 01 Jan 2025 00:00:00 GMT"),
            ("age", "7"),
            ("set-cookie", "a=b"),
        ];
        respond(200, &headers, sent.clone())
    })
    .await;
    let tile = ask(http(up.url("/osm/{z}/{x}/{y}.pbf")), query(3, 4, 2)).await.unwrap();
    assert_eq!((tile.bytes.to_vec(), tile.encoding), (body, Encoding::Gzip));
    assert_eq!(tile.freshness, Freshness { max_age: Some(Duration::from_secs(770)), no_store: false });
    let headers: Vec<_> = tile.headers.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
    assert_eq!(
        headers,
        [
            ("cache-control", "public, max-age=777"),
            ("content-type", "application/vnd.mapbox-vector-tile"),
            ("expires", "Thu, 01 Jan 2037 00:00:00 GMT"),
        ]
    );
    assert_eq!(up.paths(), ["/osm/3/4/2.pbf"]);
    assert_eq!(up.header(0, "accept-encoding").as_deref(), Some("gzip"));
    assert!(up.header(0, "user-agent").unwrap().starts_with("karto/"));
}

#[tokio::test]
async fn unnamed_encodings_are_detected() {
    let body = gzip(&point("l", &[]));
    let up = Upstream::start(move |_, _| respond(200, &[], body.clone())).await;
    assert_eq!(ask(http(up.url("/{z}/{x}/{y}")), query(0, 0, 0)).await.unwrap().encoding, Encoding::Gzip);
}

#[tokio::test]
async fn deflated_bodies_are_unpacked() {
    let body = point("l", &[("text", &"text ".repeat(1000))]);
    let sent = zlib(&body);
    let up = Upstream::start(move |_, _| respond(200, &[("content-encoding", "deflate")], sent.clone())).await;
    let tile = ask(http(up.url("/{z}/{x}/{y}")), query(0, 0, 0)).await.unwrap();
    assert_eq!((tile.bytes.to_vec(), tile.encoding), (body, Encoding::Identity));
    let settings = HttpSettings { max_bytes: 1000, ..http(up.url("/{z}/{x}/{y}")) };
    assert!(matches!(ask(settings, query(0, 0, 0)).await, Err(SourceError::TooLarge { limit: 1000, .. })));
}

#[tokio::test]
async fn an_empty_body_is_an_empty_tile_and_404_is_a_missing_one() {
    let up = Upstream::start(|path, _| match path {
        "/1/0/0" => respond(204, &[("cache-control", "max-age=5")], ""),
        "/1/0/1" => respond(200, &[], ""),
        "/1/1/1" => respond(410, &[], ""),
        _ => respond(404, &[], "no such tile"),
    })
    .await;
    let graph =
        graph(vec![source("up", SourceKind::Http(HttpSettings { retries: 3, ..http(up.url("/{z}/{x}/{y}")) }))]).await;
    let empty = graph.ask("up", query(1, 0, 0)).await.unwrap();
    assert_eq!((empty.bytes.len(), empty.freshness.max_age), (0, Some(Duration::from_secs(5))));
    assert_eq!(graph.ask("up", query(1, 0, 1)).await.unwrap().bytes.len(), 0);
    assert!(matches!(graph.ask("up", query(1, 1, 0)).await, Err(SourceError::NotFound)));
    assert!(matches!(graph.ask("up", query(1, 1, 1)).await, Err(SourceError::NotFound)));
    assert_eq!(up.paths().len(), 4, "none of these is worth a second try");
    assert!(graph.sources["up"].probe().await.is_empty(), "a server without a world tile works");
}

#[tokio::test]
async fn temporary_errors_are_retried() {
    let up = Upstream::start(
        |_, before| if before < 2 { respond(503, &[], "") } else { respond(200, &[], point("x", &[])) },
    )
    .await;
    let settings = HttpSettings { retries: 2, ..http(up.url("/{z}/{x}/{y}")) };
    assert_eq!(ask(settings, query(0, 0, 0)).await.unwrap().bytes, point("x", &[]));
    assert_eq!(up.paths().len(), 3);

    let up = Upstream::start(|_, _| respond(502, &[], "")).await;
    let error = ask(HttpSettings { retries: 1, ..http(up.url("/{z}/{x}/{y}")) }, query(0, 0, 0)).await.unwrap_err();
    assert!(matches!(error, SourceError::Unavailable { .. }), "{error}");
    assert_eq!(up.paths().len(), 2);
}

#[tokio::test]
async fn permanent_errors_are_not_retried() {
    let up = Upstream::start(|path, _| match path {
        "/1/0/0" => respond(500, &[], ""),
        "/1/0/1" => respond(403, &[], ""),
        "/1/1/0" => respond(200, &[("content-type", "text/html; charset=utf-8")], "<h1>Welcome</h1>"),
        _ => respond(200, &[("content-encoding", "rot13")], "x"),
    })
    .await;
    let graph =
        graph(vec![source("up", SourceKind::Http(HttpSettings { retries: 3, ..http(up.url("/{z}/{x}/{y}")) }))]).await;
    for (x, y, detail) in [(0, 0, "500"), (0, 1, "403"), (1, 0, "web page"), (1, 1, "rot13")] {
        let error = graph.ask("up", query(1, x, y)).await.unwrap_err();
        assert!(matches!(&error, SourceError::Bad { .. }) && error.to_string().contains(detail), "{error}");
    }
    assert_eq!(up.paths().len(), 4);
}

#[tokio::test]
async fn a_silent_server_ends_in_a_timeout() {
    let up = Upstream::start(|_, _| respond(200, &[], "")).await;
    let template = up.url("/hang/{z}/{x}/{y}");
    let begin = Instant::now();
    let settings = HttpSettings { timeout: Duration::from_millis(100), retries: 1, ..http(&template) };
    assert!(matches!(ask(settings, query(0, 0, 0)).await, Err(SourceError::Timeout { .. })));
    assert_eq!(up.paths().len(), 2, "tried twice");

    let soon = TileQuery { deadline: Instant::now() + Duration::from_millis(100), ..query(0, 0, 0) };
    let settings = HttpSettings { retries: 9, ..http(&template) };
    assert!(matches!(ask(settings, soon).await, Err(SourceError::Timeout { .. })));
    assert_eq!(up.paths().len(), 3, "nobody waits for a second try");
    assert!(begin.elapsed() < Duration::from_secs(3));
}

#[tokio::test]
async fn an_unreachable_server_is_unavailable_and_its_password_stays_secret() {
    let address = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let error =
        ask(http(format!("http://user:hunter2@{address}/{{z}}/{{x}}/{{y}}")), query(0, 0, 0)).await.unwrap_err();
    assert!(matches!(error, SourceError::Unavailable { .. }), "{error}");
    assert!(!error.to_string().contains("hunter2"), "{error}");
}

#[tokio::test]
async fn a_body_that_is_too_large_is_rejected_with_or_without_a_length() {
    let up = Upstream::start(|path, _| {
        if path == "/1/0/0" {
            respond(200, &[], vec![0; 1001])
        } else {
            // Chunked: the length is not known in advance.
            let chunks = futures_util::stream::repeat_with(|| Ok::<_, std::io::Error>(Bytes::from_static(&[0; 100])));
            respond(200, &[], Body::from_stream(chunks))
        }
    })
    .await;
    let graph =
        graph(vec![source("up", SourceKind::Http(HttpSettings { max_bytes: 1000, ..http(up.url("/{z}/{x}/{y}")) }))])
            .await;
    for x in [0, 1] {
        let error = graph.ask("up", query(1, x, 0)).await.unwrap_err();
        assert!(matches!(error, SourceError::TooLarge { limit: 1000, .. }), "{error}");
    }
}

#[tokio::test]
async fn redirects_are_followed_to_known_hosts_only() {
    let other = Upstream::start(|_, _| respond(200, &[], point("other", &[]))).await;
    let elsewhere = other.url("/x");
    let up = Upstream::start(move |path, _| match path {
        "/1/0/0" => respond(302, &[("location", "/moved")], ""),
        "/moved" => respond(200, &[], point("moved", &[])),
        "/1/1/0" => respond(302, &[("location", "/1/1/0")], ""),
        _ => respond(302, &[("location", &elsewhere)], ""),
    })
    .await;
    let upstream = || source("up", SourceKind::Http(http(up.url("/{z}/{x}/{y}"))));
    let strict = graph(vec![upstream()]).await;
    assert_eq!(strict.ask("up", query(1, 0, 0)).await.unwrap().bytes, point("moved", &[]));
    let error = strict.ask("up", query(1, 0, 1)).await.unwrap_err();
    assert!(error.to_string().contains("does not name"), "{error}");
    assert_eq!(other.paths().len(), 0, "the other server was never asked");
    assert!(strict.ask("up", query(1, 1, 0)).await.is_err());
    assert!(up.paths().len() < 12, "a circle of redirects ends");

    let both = graph(vec![upstream(), source("other", SourceKind::Http(http(other.url("/{z}/{x}/{y}"))))]).await;
    assert_eq!(both.ask("up", query(1, 0, 1)).await.unwrap().bytes, point("other", &[]));
}

#[tokio::test]
async fn language_and_headers_are_sent_upstream() {
    let up = Upstream::start(|_, _| respond(200, &[], point("x", &[]))).await;
    let headers =
        [("authorization".to_owned(), "Bearer t".to_owned()), ("host".to_owned(), "tiles.example.org".to_owned())];
    let settings = HttpSettings { headers: headers.into(), ..http(up.url("/{z}/{x}/{-y}?l={lang}")) };
    let graph = graph(vec![source("up", SourceKind::Http(settings))]).await;
    assert!(graph.sources["up"].depends_on_lang());
    graph.ask("up", query_in("zh-hans", 2, 1, 0)).await.unwrap();
    graph.ask("up", query(2, 1, 3)).await.unwrap();
    assert_eq!(up.paths(), ["/2/1/3?l=zh-hans", "/2/1/0?l=local"]);
    assert_eq!(up.header(0, "authorization").as_deref(), Some("Bearer t"));
    assert_eq!(up.header(0, "host").as_deref(), Some("tiles.example.org"));
}

#[tokio::test]
async fn invalid_tiles_are_errors_in_sources_that_decode_them() {
    let up = Upstream::start(|path, _| match path {
        "/1/0/0" => respond(200, &[("content-type", "text/plain")], "this is not a tile at all"),
        "/1/0/1" => respond(200, &[("content-encoding", "gzip")], gzip(b"\x1a\xff\xff\x03garbage")),
        "/1/1/0" => respond(200, &[("content-encoding", "gzip")], gzip(&vec![0; LIMIT + 1])),
        _ => respond(200, &[], ""),
    })
    .await;
    let json2tags =
        karto::settings::Json2tagsSettings { source: "up".into(), tag: "name".into(), multi_tag: "name_".into() };
    let graph = graph(vec![
        source("up", SourceKind::Http(http(up.url("/{z}/{x}/{y}")))),
        source("tags", SourceKind::Json2tags(json2tags)),
    ])
    .await;
    for (x, y, text) in [(0, 0, "wire type"), (0, 1, "ends inside"), (1, 0, "more than 1048576 bytes")] {
        let error = graph.ask("tags", query(1, x, y)).await.unwrap_err().to_string();
        assert!(error.contains(text), "{error}");
    }
    assert_eq!(graph.ask("tags", query(1, 1, 1)).await.unwrap().bytes.len(), 0, "empty stays empty");
}
