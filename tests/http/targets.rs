//! Unusual and malformed request heads.

use crate::harness::Karto;

fn head(target: &str) -> Vec<u8> {
    format!("GET {target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").into_bytes()
}

#[tokio::test]
async fn invalid_percent_encoding_and_raw_bytes_are_bad_requests() {
    let karto = Karto::simple().await;
    let escaped = karto.get("/%zz").await;
    assert_eq!((escaped.status, escaped.json().as_str().unwrap()), (400, "Failed to decode param '/%zz'"));
    assert_eq!(karto.get("/%ff/1/0/0.png").await.status, 400);
    for target in ["/ösm/1/0/0.png", "/map/1/0/0.png?x=ö", "/a b"] {
        let reply = karto.raw(&head(target)).await;
        assert_eq!((reply.status, reply.body.len()), (400, 0), "{target}");
    }
    let mut not_utf8 = head("/map/1/0/0.png?x=");
    not_utf8.insert(22, 0xff);
    assert_eq!(karto.raw(&not_utf8).await.status, 400);
}

#[tokio::test]
async fn heads_over_16_kilobytes_are_rejected_and_nine_kilobytes_are_accepted() {
    let karto = Karto::simple().await;
    let of = |n: usize| format!("/pbf/1/0/0.json?x={}", "a".repeat(n));
    assert_eq!(karto.get(&of(9000)).await.status, 200);
    assert_eq!(karto.get(&of(17_000)).await.status, 431);
    let long = "b".repeat(17_000);
    assert_eq!(karto.get_with("/pbf/1/0/0.json", &[("X-Long", &long)]).await.status, 431);
}

#[tokio::test]
async fn absolute_targets_and_empty_hosts_work() {
    let karto = Karto::simple().await;
    assert_eq!(karto.raw(&head("http://example.org/pbf/1/0/0.pbf")).await.status, 200);
    let reply = karto.raw(b"GET /map/info.json HTTP/1.1\r\nHost: \r\nConnection: close\r\n\r\n").await;
    assert_eq!(reply.status, 200);
    let old = karto.raw(b"GET /pbf/1/0/0.pbf HTTP/1.0\r\n\r\n").await;
    assert_eq!(old.status, 200);
}

#[tokio::test]
async fn a_request_body_is_rejected_and_closes_the_connection() {
    let karto = Karto::simple().await;
    let smuggled = "GET /robots.txt HTTP/1.1\r\nHost: a\r\n\r\n";
    for (headers, status) in [
        (format!("Content-Length: {}", smuggled.len()), 400),
        ("Content-Length: 200000".to_owned(), 413),
        ("Transfer-Encoding: chunked".to_owned(), 400),
    ] {
        let request = format!("GET /map/1/0/0.json HTTP/1.1\r\nHost: a\r\n{headers}\r\n\r\n{smuggled}");
        let reply = karto.raw(request.as_bytes()).await;
        assert_eq!(reply.status, status, "{headers}");
        assert_eq!(reply.header("connection"), Some("close"));
        assert!(!reply.text().contains("User-agent"), "the body was taken for a request");
    }
}

#[tokio::test]
async fn nonsense_never_hangs_or_crashes() {
    let karto = Karto::simple().await;
    for bytes in [
        &b"\r\n\r\n\r\n"[..],
        b"GET\r\n\r\n",
        b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03",
    ] {
        use tokio::io::{AsyncReadExt, AsyncWriteExt};
        let mut stream = tokio::net::TcpStream::connect(karto.address).await.unwrap();
        stream.write_all(bytes).await.unwrap();
        stream.shutdown().await.unwrap();
        let mut answer = Vec::new();
        let read = stream.read_to_end(&mut answer);
        let _ = tokio::time::timeout(std::time::Duration::from_secs(5), read).await.unwrap();
        assert!(answer.is_empty() || answer.starts_with(b"HTTP/1.1 4"), "{bytes:?}");
    }
    assert_eq!(karto.get("/robots.txt").await.status, 200);
}
