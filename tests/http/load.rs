//! Concurrent requests, slow sources, clients that disconnect.

use std::time::{Duration, Instant};

use tokio::{io::AsyncWriteExt, net::TcpStream};

use crate::harness::{Karto, Upstream};

#[tokio::test]
async fn concurrent_requests_for_a_tile_share_one_upstream_request() {
    let upstream = Upstream::start(Duration::from_millis(100)).await;
    let karto = Karto::serve("", &upstream.sources()).await;
    let asks = (0..20).map(|_| karto.get("/slow/1/0/0.pbf"));
    let replies = futures_util::future::join_all(asks).await;
    assert!(replies.iter().all(|reply| reply.status == 200 && reply.body == replies[0].body));
    assert_eq!(upstream.asked(), 1);
}

#[tokio::test]
async fn the_upstream_request_of_a_disconnected_client_is_canceled() {
    let upstream = Upstream::start(Duration::from_secs(20)).await;
    let karto = Karto::serve("", &upstream.sources()).await;
    let mut stream = TcpStream::connect(karto.address).await.unwrap();
    stream.write_all(b"GET /slow/1/0/0.pbf HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
    wait_for(|| upstream.asked() == 1).await;
    drop(stream);
    wait_for(|| upstream.left() == 1).await;
}

#[tokio::test]
async fn a_request_waits_at_most_its_patience_and_a_later_one_gets_the_tile() {
    let upstream = Upstream::start(Duration::from_millis(600)).await;
    let karto = Karto::serve("karto: {limits: {patience: 100ms}}", &upstream.sources()).await;
    let started = Instant::now();
    let reply = karto.get("/slow/1/0/0.pbf").await;
    assert_eq!((reply.status, reply.json().as_str().unwrap()), (503, "The tile is not ready yet"));
    assert_eq!(reply.header("retry-after"), Some("2"));
    assert_eq!(reply.header("cache-control"), Some("no-store"));
    assert!(started.elapsed() < Duration::from_millis(500));
    tokio::time::sleep(Duration::from_millis(700)).await;
    assert_eq!(karto.get("/slow/1/0/0.pbf").await.status, 200);
    assert_eq!(upstream.asked(), 1);
}

#[tokio::test]
async fn requests_over_the_limit_are_refused_and_cache_hits_are_not() {
    let upstream = Upstream::start(Duration::from_millis(500)).await;
    let karto = Karto::serve("karto: {limits: {requests: 2}}", &upstream.sources()).await;
    assert_eq!(karto.get("/slow/0/0/0.pbf").await.status, 200);
    let asks = (0..8).map(|x| {
        let address = karto.address;
        tokio::spawn(
            async move { crate::harness::ask(address, "GET", &format!("/slow/3/{x}/0.pbf"), &[]).await.status },
        )
    });
    let asks: Vec<_> = asks.collect();
    wait_for(|| upstream.asked() == 3).await;
    assert_eq!(karto.get("/slow/0/0/0.pbf").await.status, 200, "what is there needs no room");
    let mut statuses = Vec::new();
    for ask in asks {
        statuses.push(ask.await.unwrap());
    }
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 200, 503, 503, 503, 503, 503, 503]);
}

#[tokio::test]
async fn the_error_of_an_unreachable_upstream_does_not_contain_its_address() {
    let sources =
        "\n  down: {public: true, formats: [pbf], uri: 'http://127.0.0.1:1/{z}/{x}/{y}.pbf', params: {retries: 0}}\n";
    for (conf, status) in [("", 400), ("karto: {answers: {upstreamErrorsAs5xx: true}}", 503)] {
        let karto = Karto::serve(conf, sources).await;
        let reply = karto.get("/down/1/0/0.pbf").await;
        assert_eq!(reply.status, status);
        assert_eq!(reply.json(), "The upstream source is not available");
    }
}

pub(crate) async fn wait_for(done: impl Fn() -> bool) {
    let until = Instant::now() + Duration::from_secs(10);
    while !done() {
        assert!(Instant::now() < until, "waited for ten seconds");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
