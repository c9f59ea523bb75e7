//! `mbtiles://`: SQLite archives, written here with SQLite itself.

use std::path::Path;

use karto::{
    image::ImageEncoding,
    settings::{Chroma, MbtilesSettings, SourceKind},
    source::{Encoding, SourceError},
};
use rusqlite::Connection;

use crate::support::{LIMIT, TestRequest, graph, gzip, picture, plain, point, query, runner, settings, source};

fn archive(path: &Path) -> SourceKind {
    SourceKind::Mbtiles(MbtilesSettings { path: path.into() })
}

type Row<'d> = ((u8, u32, u32), &'d [u8]);

fn write(path: &Path, metadata: &[(&str, &str)], tiles: &[Row<'_>]) {
    let connection = Connection::open(path).unwrap();
    let schema = "CREATE TABLE metadata (name text, value text);
        CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob);
        CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row);";
    connection.execute_batch(schema).unwrap();
    for row in metadata {
        connection.execute("INSERT INTO metadata VALUES (?1, ?2)", (row.0, row.1)).unwrap();
    }
    for ((z, x, row), data) in tiles {
        connection.execute("INSERT INTO tiles VALUES (?1, ?2, ?3, ?4)", (z, x, row, data)).unwrap();
    }
}

#[tokio::test]
async fn rows_count_from_the_south() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("t.mbtiles");
    let (north, south) = (point("north", &[]), gzip(&point("south", &[])));
    write(&path, &[("format", "pbf")], &[((2, 1, 3), &north), ((2, 1, 0), &south), ((0, 0, 0), b"")]);
    let graph = graph(vec![source("m", archive(&path))]).await;
    let found = graph.ask("m", query(2, 1, 0)).await.unwrap();
    assert_eq!((plain(&found), found.encoding), (north, Encoding::Identity));
    let found = graph.ask("m", query(2, 1, 3)).await.unwrap();
    assert_eq!((found.bytes.to_vec(), found.encoding), (south, Encoding::Gzip));
    assert_eq!(graph.ask("m", query(0, 0, 0)).await.unwrap().bytes.len(), 0);
    assert!(matches!(graph.ask("m", query(2, 0, 0)).await, Err(SourceError::NotFound)));
    assert!(matches!(graph.ask("m", query(26, 0, 0)).await, Err(SourceError::NotFound)));
    assert!(graph.sources["m"].probe().await.is_empty());
}

#[tokio::test]
async fn metadata_describes_the_source_and_missing_zooms_are_computed() {
    let dir = tempfile::tempdir().unwrap();
    let (a, b) = (dir.path().join("a.mbtiles"), dir.path().join("b.mbtiles"));
    let json = r#"{"vector_layers": [{"id": "road", "fields": {"class": "String"}}], "tilestats": 1}"#;
    let metadata = [
        ("minzoom", "2"),
        ("maxzoom", "9"),
        ("bounds", "5,45,11,48"),
        ("center", "8,47,7"),
        ("attribution", "©"),
        ("json", json),
    ];
    write(&a, &metadata, &[]);
    let jpeg = picture(ImageEncoding::Jpeg { quality: 80, chroma: Chroma::default() });
    write(&b, &[("format", "jpg")], &[((3, 0, 0), &jpeg), ((5, 0, 0), &jpeg)]);
    let graph = graph(vec![source("a", archive(&a)), source("b", archive(&b))]).await;
    let info = graph.sources["a"].info();
    assert_eq!((info.min_zoom, info.max_zoom), (Some(2), Some(9)));
    assert_eq!((info.bounds, info.center), (Some([5.0, 45.0, 11.0, 48.0]), Some([8.0, 47.0, 7.0])));
    assert_eq!(info.vector_layers[0].fields["class"], "String");
    assert_eq!(info.extra["attribution"], "©");
    let info = graph.sources["b"].info();
    assert_eq!((info.min_zoom, info.max_zoom), (Some(3), Some(5)));
    let picture = graph.ask("b", query(3, 0, 7)).await.unwrap();
    assert_eq!(picture.headers, [("content-type".to_owned(), "image/jpeg".to_owned())]);
}

#[tokio::test]
async fn many_requests_share_few_connections() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("t.mbtiles");
    let tiles: Vec<_> = (0..64).map(|x| ((6u8, x, 0), point("l", &[("x", &x.to_string())]))).collect();
    let rows: Vec<_> = tiles.iter().map(|(id, data)| (*id, data.as_slice())).collect();
    write(&path, &[], &rows);
    let graph = graph(vec![source("m", archive(&path))]).await;
    let asked = (0..640u64).map(|i| {
        let graph = graph.clone();
        tokio::spawn(async move { (i % 64, graph.ask("m", query(6, i % 64, 63)).await.unwrap()) })
    });
    for answer in asked.collect::<Vec<_>>() {
        let (x, tile) = answer.await.unwrap();
        assert_eq!(plain(&tile), tiles[x as usize].1);
    }
}

#[tokio::test]
async fn an_invalid_archive_is_a_build_error_and_large_tiles_are_rejected() {
    let dir = tempfile::tempdir().unwrap();
    let (text, empty, large) =
        (dir.path().join("text.mbtiles"), dir.path().join("empty.mbtiles"), dir.path().join("large.mbtiles"));
    std::fs::write(&text, "this is text, and long enough to be looked at as a header of a database".repeat(9)).unwrap();
    Connection::open(&empty).unwrap().execute_batch("CREATE TABLE t (a)").unwrap();
    write(&large, &[], &[((0, 0, 0), &vec![0; LIMIT + 1])]);
    let sources = [("text", &text), ("empty", &empty), ("missing", &dir.path().join("no.mbtiles"))]
        .map(|(id, path)| source(id, archive(path)));
    let errors = karto::source::build(&settings(sources.to_vec()), runner()).await.unwrap_err();
    let texts: Vec<_> = errors.iter().map(ToString::to_string).collect();
    for (text, part) in texts.iter().zip(["not a database", "no such table: tiles", "unable to open"]) {
        assert!(text.contains(part), "{text}");
    }
    assert!(!dir.path().join("no.mbtiles").exists(), "opening creates nothing");
    let graph = graph(vec![source("large", archive(&large))]).await;
    assert!(matches!(graph.ask("large", query(0, 0, 0)).await, Err(SourceError::TooLarge { .. })));
}

#[tokio::test]
async fn a_real_archive_is_served() {
    let Some(path) = crate::data::shared("data/wmf-schema-tiles.mbtiles") else { return };
    let graph = graph(vec![source("m", archive(&path))]).await;
    let info = graph.sources["m"].info();
    assert_eq!((info.min_zoom, info.max_zoom), (Some(0), Some(15)));
    assert!(info.vector_layers.iter().any(|layer| layer.id == "road_label"));
    let tile = graph.ask("m", query(14, 8625, 5745)).await.unwrap();
    assert_eq!(tile.encoding, Encoding::Gzip);
    let bytes = plain(&tile);
    let tile = karto::mvt::Tile::decode(&bytes).unwrap();
    tile.check_geometries().unwrap();
    assert!(tile.layer("building").unwrap().features.len() > 10);
}

#[tokio::test]
async fn metadata_without_an_end_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let tiles = "CREATE TABLE tiles (zoom_level, tile_column, tile_row, tile_data);";
    let rows = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT CAST(i AS TEXT) AS name, 'v' AS value FROM n";
    let all = [
        ("rows", format!("CREATE VIEW metadata AS {rows};"), "1000 rows"),
        ("bytes", "CREATE TABLE metadata (name, value);".to_owned(), "4194304 bytes"),
        ("huge", "CREATE TABLE metadata (name, value);".to_owned(), "larger than allowed"),
    ];
    for (id, metadata, part) in all {
        let path = dir.path().join(id);
        let base = Connection::open(&path).unwrap();
        base.execute_batch(&format!("{tiles}{metadata}")).unwrap();
        match id {
            "bytes" => {
                (0..5).for_each(|i| {
                    base.execute("INSERT INTO metadata VALUES (?1, ?2)", (format!("name {i}"), "x".repeat(1_000_000)))
                        .unwrap();
                });
            }
            "huge" => drop(base.execute("INSERT INTO metadata VALUES ('json', ?1)", ["x".repeat(40 << 20)]).unwrap()),
            _ => {}
        }
        drop(base);
        let errors = karto::source::build(&settings(vec![source(id, archive(&path))]), runner()).await.unwrap_err();
        assert!(errors[0].to_string().contains(part), "{id}: {}", errors[0]);
    }
}

#[tokio::test]
async fn a_view_that_never_ends_frees_its_thread_at_the_deadline() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("view.mbtiles");
    Connection::open(&path)
        .unwrap()
        .execute_batch(
            "CREATE TABLE metadata (name, value); INSERT INTO metadata VALUES ('minzoom', '0'), ('maxzoom', '1');
             CREATE VIEW tiles AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n)
             SELECT -i AS zoom_level, i AS tile_column, i AS tile_row, NULL AS tile_data FROM n;",
        )
        .unwrap();
    let graph = graph(vec![source("v", archive(&path))]).await;
    // More queries than threads: without an end, the last ones would never run.
    for _ in 0..20 {
        let deadline = std::time::Instant::now() + std::time::Duration::from_millis(50);
        let soon = karto::source::TileQuery { deadline, ..query(0, 0, 0) };
        assert!(matches!(graph.ask("v", soon).await, Err(SourceError::Timeout { .. })));
    }
    let patient = graph.ask(
        "v",
        karto::source::TileQuery {
            deadline: std::time::Instant::now() + std::time::Duration::from_millis(500),
            ..query(0, 0, 0)
        },
    );
    assert!(matches!(patient.await, Err(SourceError::Timeout { .. })));
}
