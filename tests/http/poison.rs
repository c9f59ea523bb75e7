//! A backend that suddenly returns something else: the good tile stays, and clients never see the rest.

use std::{path::Path, time::Duration};

use crate::harness::Karto;

const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";

fn write(folder: &Path, bytes: &[u8]) {
    std::fs::create_dir_all(folder.join("0/0")).unwrap();
    // As a whole, so that no request reads half a file.
    std::fs::write(folder.join("new"), bytes).unwrap();
    std::fs::rename(folder.join("new"), folder.join("0/0/0.pbf")).unwrap();
}

/// A vector tile with one empty layer.
fn tile(name: &str) -> Vec<u8> {
    let mut out = vec![];
    karto::mvt::LayerWriter::new(name, 4096).finish(&mut out);
    out
}

async fn failures(karto: &Karto) -> bool {
    let metrics = karto.ask_admin("GET", "/metrics").await;
    let line = |line: &&str| line.starts_with("karto_tiles_rejected_total");
    metrics.text().lines().filter(line).any(|line| line.contains("source=\"poisoned\""))
}

#[tokio::test]
async fn garbage_does_not_replace_a_good_tile() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), &tile("good"));
    let conf = "karto: {cache: {fresh: 1ms, staleWhileRevalidate: 1ms, staleIfError: 1h}}";
    let source = format!(
        "\n  poisoned: {{public: true, formats: [pbf], uri: 'file://{}?filetype=pbf'}}\n",
        folder.path().display()
    );
    let karto = Karto::serve(conf, &source).await;
    assert_eq!(karto.get("/poisoned/0/0/0.pbf").await.plain(), tile("good"));
    for garbage in [SVG.as_bytes(), b"alert(document.cookie)", b"{\"error\": \"later\"}", b"\x89PNG\r\n\x1a\n"] {
        write(folder.path(), garbage);
        for _ in 0..5 {
            tokio::time::sleep(Duration::from_millis(5)).await;
            let reply = karto.get("/poisoned/0/0/0.pbf").await;
            assert_eq!((reply.status, reply.plain()), (200, tile("good")));
            assert_eq!(reply.header("content-type"), Some("application/octet-stream"));
        }
        // Nothing older: a failure, without the bytes.
        let other = karto.get("/poisoned/0/0/0.pbf?lang=fr").await;
        assert!(!other.body.windows(5).any(|part| part == b"alert"));
    }
    while !failures(&karto).await {
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn garbage_is_a_failure_of_its_source_if_there_is_no_older_tile() {
    let folder = tempfile::tempdir().unwrap();
    write(folder.path(), SVG.as_bytes());
    let source = format!(
        "\n  poisoned: {{public: true, formats: [pbf], uri: 'file://{}?filetype=pbf'}}\n",
        folder.path().display()
    );
    let karto = Karto::serve("", &source).await;
    let reply = karto.get("/poisoned/0/0/0.pbf").await;
    assert!(reply.status >= 400, "{}", reply.status);
    assert_eq!(reply.json().as_str(), Some("The answer of the upstream source is not valid"));
    assert!(!reply.text().contains("svg"));
    write(folder.path(), &tile("good"));
    assert_eq!(karto.get("/poisoned/0/0/0.pbf").await.plain(), tile("good"));
}
