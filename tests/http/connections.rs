//! Many connections: limits, and which connections make room for others.

use std::time::Duration;

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    time::timeout,
};

use crate::{
    harness::{Karto, Reply, SOURCES, Upstream, read},
    load::wait_for,
};

/// Connects and sends `bytes`.
async fn started(karto: &Karto, bytes: &[u8]) -> TcpStream {
    let mut stream = TcpStream::connect(karto.address).await.unwrap();
    stream.write_all(bytes).await.unwrap();
    stream
}

/// A reply that has to come soon: at a limit, waiting clients would get it after 30 seconds.
async fn soon(karto: &Karto, target: &str) -> Reply {
    timeout(Duration::from_secs(10), karto.get(target)).await.unwrap()
}

/// Reads what comes until the server closes the connection; `None` if it does not.
async fn closed(stream: &mut TcpStream) -> Option<Vec<u8>> {
    let mut all = Vec::new();
    timeout(Duration::from_millis(200), stream.read_to_end(&mut all)).await.ok().map(|_| all)
}

#[tokio::test]
async fn slow_clients_do_not_keep_others_out() {
    let karto = Karto::serve("karto: {limits: {connections: 20}}", SOURCES).await;
    for head in ["", "G", "GET /robots.txt HTTP/1.1\r\nHost: a\r\nX-Slow: "] {
        let mut slow = Vec::new();
        for _ in 0..50 {
            slow.push(started(&karto, head.as_bytes()).await);
            if slow.len() % 10 == 0 {
                assert_eq!(soon(&karto, "/robots.txt").await.status, 200);
            }
        }
    }
}

#[tokio::test]
async fn the_connection_without_a_request_for_the_longest_time_makes_room() {
    let karto = Karto::serve("karto: {limits: {connections: 3}}", SOURCES).await;
    let mut streams = Vec::new();
    for _ in 0..3 {
        let mut stream = started(&karto, b"GET /robots.txt HTTP/1.1\r\nHost: a\r\n\r\n").await;
        let mut buffer = [0; 2048];
        assert!(stream.read(&mut buffer).await.unwrap() > 0);
        streams.push(stream);
    }
    // The first one is used again, so that the second one is the oldest.
    streams[0].write_all(b"GET /robots.txt HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
    assert!(streams[0].read(&mut [0; 2048]).await.unwrap() > 0);
    assert_eq!(soon(&karto, "/robots.txt").await.status, 200);
    let mut open = Vec::new();
    for stream in &mut streams {
        open.push(closed(stream).await.is_none());
    }
    assert_eq!(open, [true, false, true]);
}

#[tokio::test]
async fn a_client_has_a_limit_of_its_own_unless_it_is_a_trusted_proxy() {
    for (trusted, expected) in [("", 503), ("trustedProxies: [127.0.0.0/8], ", 200)] {
        let upstream = Upstream::start(Duration::from_millis(1500)).await;
        let conf = format!("karto: {{{trusted}limits: {{connectionsPerClient: 3}}}}");
        let karto = Karto::serve(&conf, &upstream.sources()).await;
        let mut busy = Vec::new();
        for x in 0..3 {
            let head = format!("GET /slow/3/{x}/0.pbf HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            busy.push(started(&karto, head.as_bytes()).await);
        }
        wait_for(|| upstream.asked() == 3).await;
        let fourth = async { read(TcpStream::connect(karto.address).await.unwrap()).await };
        let status = match trusted {
            "" => {
                let refused = timeout(Duration::from_secs(10), fourth).await.unwrap();
                assert_eq!(refused.header("retry-after"), Some("2"));
                assert_eq!(refused.header("cache-control"), Some("no-store"));
                refused.status
            }
            _ => soon(&karto, "/robots.txt").await.status,
        };
        assert_eq!(status, expected);
        for stream in busy {
            assert_eq!(read(stream).await.status, 200, "requests in progress are not disturbed");
        }
        assert_eq!(soon(&karto, "/robots.txt").await.status, 200);
    }
}

#[tokio::test]
async fn slow_uploads_make_room_too() {
    let conf = "karto: {limits: {connections: 4}}";
    let karto = Karto::serve(conf, SOURCES).await;
    let mut slow = Vec::new();
    for _ in 0..4 {
        let head = b"POST /map/static/0,0,1/10x10.png HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n{";
        slow.push(started(&karto, head).await);
    }
    // Only after a second is an upload slow; before, the server is busy.
    for attempt in 0.. {
        let mut stream = started(&karto, b"GET /robots.txt HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").await;
        let mut all = Vec::new();
        let read = timeout(Duration::from_secs(10), stream.read_to_end(&mut all)).await.unwrap();
        if read.is_ok() && all.starts_with(b"HTTP/1.1 200") {
            break;
        }
        assert!(attempt < 200, "{} uploads keep others out", slow.len());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}
