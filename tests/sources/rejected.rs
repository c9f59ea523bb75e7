//! Bytes that are not a tile are errors of their source, whatever they are called.

use karto::{
    image::ImageEncoding,
    settings::{
        BabelSettings, FileTreeSettings, MbtilesSettings, MirrorSettings, PmtilesLocation, PmtilesSettings, SourceKind,
    },
    source::{Encoding, SourceError},
};

use crate::support::{TestRequest, Upstream, graph, gzip, http, picture, point, query, respond, source};

const SCRIPT: &str = "alert(document.cookie)";
const SVG: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>";

#[tokio::test]
async fn an_upstream_that_returns_something_else_has_failed() {
    let png = picture(ImageEncoding::Png);
    let cut = png[..png.len() / 2].to_vec();
    let bodies: Vec<(&str, Vec<u8>)> = vec![
        ("text/javascript", SCRIPT.into()),
        ("image/svg+xml", SVG.into()),
        ("application/x-protobuf", "<<<not a tile>>>".into()),
        ("application/x-protobuf", gzip(b"<<<not a tile>>>")),
        ("application/json", "{\"error\": \"rate limited\"}".into()),
        ("image/png", cut),
        ("application/x-protobuf", gzip(&point("l", &[]))[..20].to_vec()),
        ("application/x-protobuf", b"\0".to_vec()),
    ];
    let count = bodies.len();
    let up = Upstream::start(move |path, _| {
        let x: usize = path.split('/').nth(2).unwrap().parse().unwrap();
        respond(200, &[("content-type", bodies[x].0)], bodies[x].1.clone())
    })
    .await;
    let babel = BabelSettings {
        source: "up".into(),
        tag: "name".into(),
        multi_tag: "name_".into(),
        default_language: "en".into(),
        combine_name: false,
        language_map: None,
    };
    let graph = graph(vec![
        source("up", SourceKind::Http(http(up.url("/{z}/{x}/{y}")))),
        source("babel", SourceKind::Babel(babel)),
    ])
    .await;
    for x in 0..count as u64 {
        for id in ["up", "babel"] {
            let error = graph.ask(id, query(4, x, 0)).await.unwrap_err();
            assert!(
                matches!(&error, SourceError::NotATile { source_id, .. } if &**source_id == "up"),
                "{id} {x}: {error:?}"
            );
        }
    }
}

#[tokio::test]
async fn the_extension_tells_what_is_a_tile() {
    let png = picture(ImageEncoding::Png);
    let up = Upstream::start(move |path, _| match path {
        "/0/0/0.json" => respond(200, &[("content-type", "text/x")], "{\"a\": 1}"),
        path if path.starts_with("/0") => respond(200, &[("content-type", "image/svg+xml")], png.clone()),
        _ => respond(200, &[("content-encoding", "gzip"), ("content-type", "text/x")], point("l", &[])),
    })
    .await;
    let of = |id: &str, url: &str| source(id, SourceKind::Http(http(up.url(url))));
    let graph = graph(vec![
        of("pbf", "/{z}/{x}/{y}.pbf"),
        of("png", "/{z}/{x}/{y}.png?x=.pbf"),
        of("json", "/{z}/{x}/{y}.json"),
        of("any", "/{z}/{x}/{y}"),
    ])
    .await;
    for (id, z) in [("pbf", 0), ("png", 1), ("json", 1)] {
        let error = graph.ask(id, query(z, 0, 0)).await.unwrap_err();
        assert!(matches!(error, SourceError::NotATile { .. }), "{id}: {error}");
    }
    for (id, z, kind) in [
        ("png", 0, Some("image/png")),
        ("any", 0, Some("image/png")),
        ("json", 0, Some("application/json; charset=utf-8")),
        ("any", 1, None),
        ("pbf", 1, None),
    ] {
        let tile = graph.ask(id, query(z, 0, 0)).await.unwrap();
        let header = tile.headers.iter().find(|(name, _)| name == "content-type").map(|(_, value)| value.as_str());
        assert_eq!((header, tile.encoding), (kind, Encoding::Identity), "{id} {z}: not the text of the server");
    }
}

#[tokio::test]
async fn archives_and_folders_are_checked_too() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(dir.path().join("0/0")).unwrap();
    std::fs::write(dir.path().join("0/0/0.pbf"), SCRIPT).unwrap();
    let (sqlite, pmtiles) = (dir.path().join("a.mbtiles"), dir.path().join("a.pmtiles"));
    let base = rusqlite::Connection::open(&sqlite).unwrap();
    base.execute_batch(
        "CREATE TABLE metadata (name, value); CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data);",
    )
    .unwrap();
    base.execute("INSERT INTO tiles VALUES (0, 0, 0, ?1)", [SVG.as_bytes()]).unwrap();
    drop(base);
    let mut out = std::io::Cursor::new(vec![]);
    let writer = pmtiles::PmTilesWriter::new(pmtiles::TileType::Mvt).tile_compression(pmtiles::Compression::None);
    let mut writer = writer.create(&mut out).unwrap();
    writer.add_tile(pmtiles::TileCoord::new(0, 0, 0).unwrap(), SVG.as_bytes()).unwrap();
    writer.finalize().unwrap();
    std::fs::write(&pmtiles, out.into_inner()).unwrap();
    let graph = graph(vec![
        source("file", SourceKind::File(FileTreeSettings { root: dir.path().into(), extension: "pbf".into() })),
        source("mbtiles", SourceKind::Mbtiles(MbtilesSettings { path: sqlite })),
        source("pmtiles", SourceKind::Pmtiles(PmtilesSettings { location: PmtilesLocation::File(pmtiles) })),
    ])
    .await;
    for id in ["file", "mbtiles", "pmtiles"] {
        let error = graph.ask(id, query(0, 0, 0)).await.unwrap_err();
        assert!(matches!(error, SourceError::NotATile { .. }), "{id}: {error}");
    }
}

#[tokio::test]
async fn a_mirrored_source_that_returns_garbage_gets_no_further_copies() {
    let good = Upstream::start(|_, _| respond(200, &[], point("l", &[]))).await;
    let garbage = Upstream::start(|_, _| respond(200, &[], "garbage")).await;
    let mirror = MirrorSettings {
        source: "good".into(),
        secondary: "garbage".into(),
        enabled: true,
        bucket_size: std::time::Duration::from_secs(60),
        total_buckets: 3,
        threshold: 0.5,
    };
    let graph = graph(vec![
        source("good", SourceKind::Http(http(good.url("/{z}/{x}/{y}")))),
        source("garbage", SourceKind::Http(http(garbage.url("/{z}/{x}/{y}")))),
        source("mirror", SourceKind::Mirror(mirror)),
    ])
    .await;
    // Copies are not awaited: requests go on until the failure is known, which pauses further ones.
    for _ in 0..1000 {
        let before = garbage.paths().len();
        graph.ask("mirror", query(1, 0, 0)).await.unwrap();
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        if before > 0 && garbage.paths().len() == before {
            return;
        }
    }
    panic!("{} copies", garbage.paths().len());
}
