//! The shutdown of a process.

use std::time::Duration;

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::{
    harness::{Karto, Upstream, ask},
    load::wait_for,
};

#[tokio::test]
async fn a_drain_finishes_requests_in_flight_and_accepts_no_new_ones() {
    let upstream = Upstream::start(Duration::from_millis(400)).await;
    let karto = Karto::serve("", &upstream.sources()).await;
    let (address, admin) = (karto.address, karto.admin);
    let idle = TcpStream::connect(address).await.unwrap();
    let under_way = tokio::spawn(async move { ask(address, "GET", "/slow/1/0/0.pbf", &[]).await.status });
    wait_for(|| upstream.asked() == 1).await;
    let stopping = tokio::spawn(karto.running.stop());
    tokio::time::sleep(Duration::from_millis(100)).await;
    assert!(TcpStream::connect(address).await.is_err(), "no new connections");
    let ready = ask(admin, "GET", "/ready", &[]).await;
    assert_eq!((ready.status, &ready.json()["draining"]), (503, &true.into()));
    assert_eq!(under_way.await.unwrap(), 200);
    tokio::time::timeout(Duration::from_secs(5), stopping).await.unwrap().unwrap();
    drop(idle);
}

#[tokio::test]
async fn one_connection_serves_many_requests() {
    let karto = Karto::simple().await;
    let mut stream = TcpStream::connect(karto.address).await.unwrap();
    for _ in 0..3 {
        stream.write_all(b"GET /robots.txt?<x> HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
        let (mut all, mut buffer) = (Vec::new(), [0; 2048]);
        while !all.ends_with(b"Disallow: /") {
            let n = stream.read(&mut buffer).await.unwrap();
            assert!(n > 0, "closed after {all:?}");
            all.extend(&buffer[..n]);
        }
        assert!(all.starts_with(b"HTTP/1.1 200"));
    }
}
