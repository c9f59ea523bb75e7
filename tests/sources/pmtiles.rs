//! `pmtiles://`: archives written with the library's writer, read from a file and over HTTP.

use std::{io::Cursor, path::Path, sync::Arc};

use karto::{
    settings::{PmtilesLocation, PmtilesSettings, SourceKind},
    source::{Encoding, SourceError},
};
use pmtiles::{Compression, PmTilesWriter, TileCoord, TileType};

use crate::support::{LIMIT, TestRequest, Upstream, graph, plain, point, query, respond, runner, settings, source};

fn archive(location: PmtilesLocation) -> SourceKind {
    SourceKind::Pmtiles(PmtilesSettings { location })
}

/// An archive with all tiles of zooms 0 to 4; each contains its name.
fn bytes(name: &str) -> Vec<u8> {
    let mut out = Cursor::new(vec![]);
    let metadata = r#"{"name":"n","vector_layers":[{"id":"l","fields":{"tile":"String"}}]}"#;
    let writer = PmTilesWriter::new(TileType::Mvt).tile_compression(Compression::Gzip).min_zoom(0).max_zoom(4);
    let mut writer = writer
        .bounds(5.0, 45.0, 11.0, 48.0)
        .center(8.0, 47.0)
        .center_zoom(3)
        .metadata(metadata)
        .create(&mut out)
        .unwrap();
    for z in 0..=4u8 {
        for (x, y) in (0..1u32 << z).flat_map(|x| (0..1u32 << z).map(move |y| (x, y))) {
            if (z, x, y) != (4, 3, 3) {
                let tile = point("l", &[("tile", &format!("{name} {z}/{x}/{y}"))]);
                writer.add_tile(TileCoord::new(z, x, y).unwrap(), &tile).unwrap();
            }
        }
    }
    writer.finalize().unwrap();
    out.into_inner()
}

/// A server that supports ranges and sends the version of the file.
async fn server(archive: impl Fn() -> (Arc<Vec<u8>>, &'static str) + Send + Sync + 'static) -> Upstream {
    Upstream::start_with_headers(move |_, headers, _| {
        let (bytes, etag) = archive();
        let range = headers["range"].to_str().unwrap().strip_prefix("bytes=").unwrap();
        let (first, last) = range.split_once('-').unwrap();
        let (first, last): (usize, usize) = (first.parse().unwrap(), last.parse().unwrap());
        let end = (last + 1).min(bytes.len());
        respond(206, &[("etag", etag)], bytes[first.min(end)..end].to_vec())
    })
    .await
}

fn remote(up: &Upstream) -> SourceKind {
    archive(PmtilesLocation::Http(up.url("/world.pmtiles").parse().unwrap()))
}

fn file(path: &Path) -> SourceKind {
    archive(PmtilesLocation::File(path.into()))
}

fn name(tile: &karto::source::SourceTile) -> String {
    crate::support::tags(tile).remove(0)
}

#[tokio::test]
async fn an_archive_in_a_file_is_described_and_served() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("a.pmtiles");
    std::fs::write(&path, bytes("a")).unwrap();
    let graph = graph(vec![source("p", file(&path))]).await;
    let info = graph.sources["p"].info();
    assert_eq!((info.min_zoom, info.max_zoom), (Some(0), Some(4)));
    assert_eq!((info.bounds, info.center), (Some([5.0, 45.0, 11.0, 48.0]), Some([8.0, 47.0, 3.0])));
    assert_eq!((info.vector_layers[0].id.as_str(), &info.extra["name"]), ("l", &"n".into()));
    for (z, x, y) in [(0, 0, 0), (4, 15, 0), (4, 0, 15), (3, 5, 6)] {
        let tile = graph.ask("p", query(z, x, y)).await.unwrap();
        assert_eq!(tile.encoding, Encoding::Gzip);
        assert_eq!(name(&tile), format!("l: tile=a {z}/{x}/{y}"));
    }
    for (z, x, y) in [(4, 3, 3), (5, 0, 0), (26, 0, 0)] {
        assert!(matches!(graph.ask("p", query(z, x, y)).await, Err(SourceError::NotFound)), "{z}/{x}/{y}");
    }
}

#[tokio::test]
async fn an_archive_on_a_server_is_read_in_ranges() {
    let archive = Arc::new(bytes("a"));
    let served = archive.clone();
    let up = server(move || (served.clone(), "\"1\"")).await;
    let graph = graph(vec![source("p", remote(&up))]).await;
    assert_eq!(name(&graph.ask("p", query(4, 7, 9)).await.unwrap()), "l: tile=a 4/7/9");
    let ranges: Vec<_> = (0..up.paths().len()).map(|i| up.header(i, "range").unwrap()).collect();
    assert!(ranges.len() <= 4, "header, metadata, directory, tile: {ranges:?}");
    assert_eq!(ranges[0], "bytes=0-16383");
}

#[tokio::test]
async fn a_replaced_archive_is_opened_again() {
    let current = Arc::new(std::sync::Mutex::new((Arc::new(bytes("old")), "\"1\"")));
    let served = current.clone();
    let up = server(move || served.lock().unwrap().clone()).await;
    let graph = graph(vec![source("p", remote(&up))]).await;
    assert_eq!(name(&graph.ask("p", query(2, 1, 1)).await.unwrap()), "l: tile=old 2/1/1");
    *current.lock().unwrap() = (Arc::new(bytes("a much newer one")), "\"2\"");
    assert_eq!(name(&graph.ask("p", query(2, 1, 1)).await.unwrap()), "l: tile=a much newer one 2/1/1");
}

#[tokio::test]
async fn an_unreadable_archive_is_a_build_error() {
    let dir = tempfile::tempdir().unwrap();
    let (text, version2) = (dir.path().join("text"), dir.path().join("2"));
    std::fs::write(&text, "not an archive".repeat(20)).unwrap();
    std::fs::write(&version2, b"PM\x02\x00").unwrap();
    let no_ranges = Upstream::start(|_, _| respond(200, &[], "everything")).await;
    let away = Upstream::start(|_, _| respond(404, &[], "")).await;
    let sources = vec![
        source("text", file(&text)),
        source("version2", file(&version2)),
        source("missing", file(&dir.path().join("no"))),
        source("no_ranges", remote(&no_ranges)),
        source("away", remote(&away)),
        source("embedded", archive(PmtilesLocation::Embedded("atlantis"))),
    ];
    let errors = karto::source::build(&settings(sources), runner()).await.unwrap_err();
    let texts: Vec<_> = errors.iter().map(ToString::to_string).collect();
    let parts = [
        "magic",
        "version",
        "No such file",
        "200 OK in response to a range",
        "404 Not Found in response to a range",
        "no embedded archive \"atlantis\"",
    ];
    assert_eq!(texts.len(), parts.len());
    for (text, part) in texts.iter().zip(parts) {
        assert!(text.contains(part), "{text}");
    }
}

/// A header with the offsets of the parts, followed by these.
fn by_hand(root: &[u8], leaf: &[u8], data_length: u64) -> Vec<u8> {
    let metadata = crate::support::gzip(b"{}");
    let mut out = b"PMTiles\x03".to_vec();
    let mut at = 127u64;
    for length in [root.len(), metadata.len(), leaf.len()].map(|l| l as u64).into_iter().chain([data_length]) {
        out.extend(at.to_le_bytes());
        out.extend(length.to_le_bytes());
        at += length;
    }
    [1u64, 1, 1].iter().for_each(|n| out.extend(n.to_le_bytes()));
    // Clustered; directories gzip, tiles plain, vector; zooms 0 to 4.
    out.extend([1, 2, 1, 1, 0, 4]);
    out.resize(127, 0);
    [out, root.to_vec(), metadata, leaf.to_vec()].concat()
}

/// A directory of one entry: tile id 0, run length, length, offset 0 (written plus one).
fn directory(run: u64, length: u64) -> Vec<u8> {
    let varint = |mut n: u64| {
        let mut out = vec![];
        while n >= 0x80 {
            out.push(n as u8 | 0x80);
            n >>= 7;
        }
        out.push(n as u8);
        out
    };
    [vec![1, 0], varint(run), varint(length), vec![1]].concat()
}

#[tokio::test]
async fn decompression_bombs_and_huge_tiles_in_an_archive_are_rejected() {
    let dir = tempfile::tempdir().unwrap();
    // The decompressed leaf directory is larger than the limit.
    let bomb = crate::support::gzip(&vec![0; 40 << 20]);
    let leaf = by_hand(&crate::support::gzip(&directory(0, bomb.len() as u64)), &bomb, 0);
    // An entry for a tile of almost 4 GiB, which does not exist.
    let giant = by_hand(&crate::support::gzip(&directory(1, u64::from(u32::MAX))), b"", 1 << 40);
    // An existing tile that is slightly larger than allowed.
    let mut large = by_hand(&crate::support::gzip(&directory(1, LIMIT as u64 + 1)), b"", LIMIT as u64 + 1);
    large.extend(vec![0; LIMIT + 1]);
    for (id, bytes) in [("leaf", leaf), ("giant", giant), ("large", large)] {
        let path = dir.path().join(id);
        std::fs::write(&path, bytes).unwrap();
        let graph = graph(vec![source(id, file(&path))]).await;
        let error = graph.ask(id, query(0, 0, 0)).await.unwrap_err();
        assert!(error.to_string().contains("larger") || matches!(error, SourceError::TooLarge { .. }), "{id}: {error}");
    }
}

/// The header of `archive` with a number of eight bytes at `at` replaced.
fn with_number(mut archive: Vec<u8>, at: usize, number: u64) -> Vec<u8> {
    archive[at..at + 8].copy_from_slice(&number.to_le_bytes());
    archive
}

#[tokio::test]
async fn limits_hold_whatever_the_header_says() {
    let dir = tempfile::tempdir().unwrap();
    let bomb = crate::support::gzip(&vec![0; 40 << 20]);
    // All bytes of the archive belong to the tiles, according to the header.
    let leaf = by_hand(&crate::support::gzip(&directory(0, bomb.len() as u64)), &bomb, 0);
    let everything = with_number(with_number(leaf.clone(), 56, 0), 64, 1 << 63);
    // The same directory refers to itself.
    let itself = by_hand(&crate::support::gzip(&directory(0, 24)), &crate::support::gzip(&directory(0, 24)), 0);
    let length = u64::from_le_bytes(itself[48..56].try_into().unwrap());
    let itself = by_hand(&crate::support::gzip(&directory(0, length)), &crate::support::gzip(&directory(0, length)), 0);
    // A directory of 4 GiB, which does not exist, and one outside of its section.
    let vast = with_number(by_hand(&crate::support::gzip(&directory(0, u64::from(u32::MAX))), &[], 0), 48, 1 << 40);
    let outside = with_number(leaf, 48, 5);
    // A directory that claims to have millions of entries.
    let count = crate::support::gzip(&[&[0xff, 0xff, 0xff, 0x7f][..], &[0; 100]].concat());
    let count = by_hand(&crate::support::gzip(&directory(0, count.len() as u64)), &count, 0);
    for (id, bytes, part) in [
        ("everything", everything, "8388608 bytes"),
        ("itself", itself, "nested"),
        ("vast", vast, "4194304 bytes"),
        ("outside", outside, "outside"),
        ("count", count, "268435455 entries"),
    ] {
        let path = dir.path().join(id);
        std::fs::write(&path, bytes).unwrap();
        let graph = graph(vec![source(id, file(&path))]).await;
        let error = graph.ask(id, query(0, 0, 0)).await.unwrap_err().to_string();
        assert!(error.contains(part), "{id}: {error}");
    }
}

#[tokio::test]
async fn an_archive_that_would_fill_the_memory_at_the_start_is_refused() {
    let dir = tempfile::tempdir().unwrap();
    let empty = crate::support::gzip(&[0]);
    let bomb = crate::support::gzip(&vec![b' '; 40 << 20]);
    let root = by_hand(&crate::support::gzip(&vec![0; 15 << 20]), &[], 0);
    // The metadata is what follows the header.
    let metadata = with_number(with_number(by_hand(&empty, &bomb, 0), 24, 127 + 24), 32, bomb.len() as u64);
    let at = u64::from_le_bytes(metadata[40..48].try_into().unwrap());
    let metadata = with_number(metadata, 24, at);
    let vast = with_number(by_hand(&empty, &[], 0), 32, 1 << 40);
    let overflow = with_number(with_number(by_hand(&empty, &[], 0), 56, u64::MAX), 64, u64::MAX);
    let incomplete = by_hand(&empty, &[], 0)[..140].to_vec();
    let all = [
        ("root", root, "a directory at byte 127 is larger than the 8388608 bytes"),
        ("metadata", metadata, "the metadata at byte"),
        ("vast", vast, "the metadata at byte"),
        ("overflow", overflow, "the header of the archive is not valid"),
        ("incomplete", incomplete, "incomplete"),
    ];
    for (id, bytes, part) in all {
        let path = dir.path().join(id);
        std::fs::write(&path, bytes).unwrap();
        let errors = karto::source::build(&settings(vec![source(id, file(&path))]), runner()).await.unwrap_err();
        assert!(errors[0].to_string().contains(part), "{id}: {}", errors[0]);
    }
}

#[tokio::test]
async fn the_embedded_world_is_served_when_the_binary_has_it() {
    if karto::source::embedded::archive("world").is_none() {
        return;
    }
    let graph = graph(vec![source("world", archive(PmtilesLocation::Embedded("world")))]).await;
    let deepest = graph.sources["world"].info().max_zoom.unwrap();
    for z in 0..=deepest.min(3) {
        let tile = graph.ask("world", query(u32::from(z), 0, 0)).await.unwrap();
        let bytes = plain(&tile);
        let tile = karto::mvt::Tile::decode(&bytes).unwrap();
        tile.check_geometries().unwrap();
        assert!(!tile.layers.is_empty());
    }
}
