//! `mirror://`: copies of requests, which are not awaited.

use std::time::{Duration, Instant};

use karto::{
    settings::{MirrorSettings, SourceKind},
    source::{Graph, TileQuery, mirror::MAX_COPIES},
};

use crate::support::{TestRequest, Upstream, graph, http, point, query, respond, source};

async fn mirrored(first: &Upstream, second: String, threshold: f64, enabled: bool) -> Graph {
    let mirror = MirrorSettings {
        source: "first".into(),
        secondary: "second".into(),
        enabled,
        bucket_size: Duration::from_millis(100),
        total_buckets: 3,
        threshold,
    };
    graph(vec![
        source("first", SourceKind::Http(http(first.url("/{z}/{x}/{y}")))),
        source("second", SourceKind::Http(http(second))),
        source("mirror", SourceKind::Mirror(mirror)),
    ])
    .await
}

async fn first() -> Upstream {
    Upstream::start(|_, _| respond(200, &[], point("first", &[]))).await
}

async fn settle(up: &Upstream, count: usize) {
    for _ in 0..100 {
        if up.paths().len() >= count {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn the_first_source_is_served_and_the_second_gets_copies() {
    let (one, two) = (first().await, Upstream::start(|_, _| respond(200, &[], point("second", &[]))).await);
    let graph = mirrored(&one, two.url("/{z}/{x}/{y}"), 1.0, true).await;
    assert_eq!(graph.ask("mirror", query(3, 1, 2)).await.unwrap().bytes, point("first", &[]));
    settle(&two, 1).await;
    assert_eq!(two.paths(), ["/3/1/2"]);
    let off = mirrored(&one, two.url("/{z}/{x}/{y}"), 1.0, false).await;
    off.ask("mirror", query(3, 1, 2)).await.unwrap();
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(two.paths().len(), 1, "switched off");
}

#[tokio::test]
async fn a_silent_second_source_delays_no_request_and_copies_are_limited() {
    let (one, two) = (first().await, Upstream::start(|_, _| respond(200, &[], "")).await);
    let graph = mirrored(&one, two.url("/hang/{z}/{x}/{y}"), 1.0, true).await;
    let begin = Instant::now();
    for x in 0..2 * MAX_COPIES as u64 {
        let patient = TileQuery { deadline: Instant::now() + Duration::from_secs(30), ..query(9, x, 0) };
        assert_eq!(graph.ask("mirror", patient).await.unwrap().bytes, point("first", &[]));
    }
    assert!(begin.elapsed() < Duration::from_secs(4), "{:?}", begin.elapsed());
    settle(&two, MAX_COPIES).await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert_eq!(two.paths().len(), MAX_COPIES);
}

#[tokio::test]
async fn copies_are_paused_while_too_many_fail() {
    let (one, two) = (first().await, Upstream::start(|_, _| respond(500, &[], "")).await);
    let graph = mirrored(&one, two.url("/{z}/{x}/{y}"), 0.5, true).await;
    graph.ask("mirror", query(1, 0, 0)).await.unwrap();
    settle(&two, 1).await;
    tokio::time::sleep(Duration::from_millis(50)).await;
    for _ in 0..5 {
        graph.ask("mirror", query(1, 0, 0)).await.unwrap();
    }
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(two.paths().len(), 1, "paused after the failure");
    tokio::time::sleep(Duration::from_millis(400)).await;
    graph.ask("mirror", query(1, 0, 0)).await.unwrap();
    settle(&two, 2).await;
    assert_eq!(two.paths().len(), 2, "the failure is old, another copy is tried");
}
