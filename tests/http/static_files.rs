//! Files of configured folders.

use std::{fs, io::Write, os::unix::fs::symlink};

use crate::harness::{Karto, SOURCES};

struct Site {
    karto: Karto,
    folder: tempfile::TempDir,
}

const SCRIPT: &str = "console.log('a script that is long enough to be compressed');\n";

async fn site() -> Site {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir_all(at("files/sub")).unwrap();
    fs::create_dir_all(at("files/map/1/0")).unwrap();
    fs::write(at("secret.txt"), "secret").unwrap();
    fs::write(at("files/.hidden"), "secret").unwrap();
    fs::write(at("files/a b.txt"), "0123456789").unwrap();
    fs::write(at("files/long.js"), SCRIPT.repeat(50)).unwrap();
    fs::write(at("files/sub/index.html"), "<!doctype html>").unwrap();
    fs::write(at("files/map/1/0/0.png"), "not drawn").unwrap();
    fs::write(at("files/plain.pbf"), "plain").unwrap();
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gzip.write_all(b"tile").unwrap();
    fs::write(at("files/tile.pbf"), gzip.finish().unwrap()).unwrap();
    fs::File::create(at("files/huge.bin")).unwrap().set_len((16 << 20) + 1).unwrap();
    symlink(at("secret.txt"), at("files/out.txt")).unwrap();
    symlink(at("."), at("files/up")).unwrap();
    symlink(at("files/a b.txt"), at("files/in.txt")).unwrap();
    let path = at("files");
    let path = path.display();
    let conf = format!("karto: {{staticFiles: {{/static: '{path}', /map: '{path}/map'}}}}");
    Site { karto: Karto::serve(&conf, SOURCES).await, folder }
}

#[tokio::test]
async fn files_have_the_headers_of_express() {
    let site = site().await;
    let reply = site.karto.get("/static/a%20b.txt").await;
    assert_eq!((reply.status, reply.text()), (200, "0123456789"));
    assert_eq!(reply.header("content-type"), Some("text/plain; charset=UTF-8"));
    assert_eq!(reply.header("cache-control"), Some("public, max-age=0"));
    assert_eq!(reply.header("accept-ranges"), Some("bytes"));
    assert_eq!(reply.header("access-control-allow-origin"), Some("*"));
    let (etag, modified) = (reply.header("etag").unwrap(), reply.header("last-modified").unwrap());
    assert!(etag.starts_with("W/\"a-"), "{etag}");
    for condition in [("If-None-Match", etag), ("If-Modified-Since", modified)] {
        let again = site.karto.get_with("/static/a%20b.txt", &[condition]).await;
        assert_eq!((again.status, again.body.len(), again.header("etag")), (304, 0, Some(etag)));
    }
    let head = site.karto.ask("HEAD", "/STATIC/a%20b.txt", &[]).await;
    assert_eq!((head.status, head.header("content-length"), head.body.len()), (200, Some("10"), 0));
    assert_eq!(site.karto.ask("POST", "/static/a%20b.txt", &[]).await.status, 405);
}

#[tokio::test]
async fn texts_are_compressed_and_change_with_their_file() {
    let site = site().await;
    let gzip = [("Accept-Encoding", "gzip")];
    let reply = site.karto.get_with("/static/long.js", &gzip).await;
    assert_eq!((reply.header("content-encoding"), reply.header("vary")), (Some("gzip"), Some("Accept-Encoding")));
    assert!(reply.body.len() < 500 && reply.plain() == SCRIPT.repeat(50).as_bytes());
    let plain = site.karto.get("/static/long.js").await;
    assert_eq!((plain.header("content-encoding"), plain.text().len()), (None, SCRIPT.len() * 50));
    fs::write(site.folder.path().join("files/long.js"), SCRIPT.repeat(60)).unwrap();
    let changed = site.karto.get_with("/static/long.js", &gzip).await;
    assert_eq!(changed.plain().len(), SCRIPT.len() * 60);
}

#[tokio::test]
async fn ranges_are_served_and_impossible_ones_are_416() {
    let site = site().await;
    let reply = site.karto.get_with("/static/a%20b.txt", &[("Range", "bytes=2-4")]).await;
    assert_eq!((reply.status, reply.text(), reply.header("content-range")), (206, "234", Some("bytes 2-4/10")));
    let reply = site.karto.get_with("/static/a%20b.txt", &[("Range", "bytes=10-")]).await;
    assert_eq!((reply.status, reply.header("content-range")), (416, Some("bytes */10")));
    let packed = [("Range", "bytes=0-9"), ("Accept-Encoding", "gzip")];
    let reply = site.karto.get_with("/static/long.js", &packed).await;
    assert_eq!((reply.status, reply.header("content-encoding"), reply.text()), (206, None, &SCRIPT[..10]));
}

#[tokio::test]
async fn packed_vector_tiles_say_so() {
    let site = site().await;
    let packed = site.karto.get_with("/static/tile.pbf", &[("Accept-Encoding", "identity")]).await;
    assert_eq!((packed.header("content-encoding"), packed.plain().as_slice()), (Some("gzip"), &b"tile"[..]));
    assert_eq!(packed.header("content-type"), Some("application/x-protobuf"));
    let plain = site.karto.get("/static/plain.pbf").await;
    assert_eq!((plain.header("content-encoding"), plain.text()), (None, "plain"));
}

#[tokio::test]
async fn nothing_outside_of_the_folder_is_served() {
    let site = site().await;
    for path in [
        "/static/../secret.txt",
        "/static/%2e%2e/secret.txt",
        "/static/sub/..%2f..%2fsecret.txt",
        "/static/out.txt",
        "/static/up/secret.txt",
        "/static/.hidden",
        "/static/sub//index.html",
        "/static/a%20b.txt/",
        "/static/nothing.txt",
        "/static/",
    ] {
        let reply = site.karto.get(path).await;
        assert_eq!(reply.status, 404, "{path}");
        assert!(!reply.text().contains("secret\n") && reply.text() != "secret", "{path}");
    }
    assert_eq!(site.karto.get("/static/huge.bin").await.status, 403);
    assert_eq!(site.karto.get("/static/in.txt").await.text(), "0123456789", "a link inside of the folder");
}

#[tokio::test]
async fn folders_have_an_index_and_win_over_sources_but_not_over_kartos_files() {
    let site = site().await;
    let folder = site.karto.get("/static/sub").await;
    assert_eq!((folder.status, folder.header("location")), (301, Some("sub/")));
    assert_eq!(site.karto.get("/static/sub/").await.text(), "<!doctype html>");
    assert_eq!(site.karto.get("/map/1/0/0.png").await.text(), "not drawn");
    assert_eq!(
        site.karto.get("/static/karto/icon.svg").await.header("etag").map(|tag| tag.starts_with('"')),
        Some(true)
    );
    assert_eq!(site.karto.get("/pbf/1/0/0.pbf").await.status, 200);
}
