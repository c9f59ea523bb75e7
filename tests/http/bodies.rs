//! Clients that do not read their responses.

use std::{path::Path, time::Duration};

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

use crate::harness::{Karto, SOURCES};

/// More than the buffers of a connection take, on both sides.
const LARGE: usize = 12 << 20;

/// A server of large files, with `limits`.
async fn serve(folder: &Path, limits: &str) -> Karto {
    for name in ["a.bin", "b.bin"] {
        std::fs::write(folder.join(name), vec![b'x'; LARGE]).unwrap();
    }
    let folder = folder.to_str().unwrap();
    let conf = format!("karto: {{staticFiles: {{/files: '{folder}'}}, limits: {{sendBuffer: 4KiB, {limits}}}}}");
    Karto::serve(&conf, SOURCES).await
}

/// Asks for `target` and reads only the status of the response.
async fn unread(karto: &Karto, target: &str) -> (u16, TcpStream) {
    let mut stream = TcpStream::connect(karto.address).await.unwrap();
    stream.write_all(format!("GET {target} HTTP/1.1\r\nHost: a\r\n\r\n").as_bytes()).await.unwrap();
    let mut start = [0; 12];
    stream.read_exact(&mut start).await.unwrap();
    (std::str::from_utf8(&start[9..]).unwrap().parse().unwrap(), stream)
}

#[tokio::test]
async fn responses_that_clients_do_not_read_have_a_limit_in_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let karto = serve(folder.path(), "responseBytes: 20MiB").await;
    let mut readers = Vec::new();
    for _ in 0..20 {
        let (status, stream) = unread(&karto, "/files/a.bin").await;
        assert_eq!(status, 200, "a body that many clients read counts once");
        readers.push(stream);
    }
    let refused = karto.get("/files/b.bin").await;
    assert_eq!((refused.status, refused.header("retry-after")), (503, Some("2")));
    assert_eq!(refused.header("cache-control"), Some("no-store"));
    assert_eq!(karto.get_with("/files/b.bin", &[("Range", "bytes=0-9999999")]).await.status, 503, "parts count, too");
    assert_eq!(karto.get("/robots.txt").await.status, 200, "small responses have room");
    assert!(karto.ask_admin("GET", "/metrics").await.text().contains("karto_shed_total{reason=\"responses\"}"));
    drop(readers);
    for attempt in 0.. {
        if karto.get("/files/b.bin").await.status == 200 {
            break;
        }
        assert!(attempt < 500, "the memory does not come back");
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
}

#[tokio::test]
async fn a_client_that_does_not_read_is_disconnected() {
    let folder = tempfile::tempdir().unwrap();
    let karto = serve(folder.path(), "sendTimeout: 300ms").await;
    let (_, mut stream) = unread(&karto, "/files/a.bin").await;
    let cut = || async {
        let metrics = karto.ask_admin("GET", "/metrics").await;
        metrics.text().contains("karto_connections_cut_total{reason=\"unread\"}")
    };
    while !cut().await {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let mut rest = Vec::new();
    let ended = stream.read_to_end(&mut rest).await;
    assert!(ended.is_err() || rest.len() < LARGE, "the connection was closed in the middle");
    assert_eq!(karto.get("/files/a.bin").await.body.len(), LARGE, "clients that read get everything");
}
