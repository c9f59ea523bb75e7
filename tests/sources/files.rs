//! `file://`: a folder of tiles.

use std::fs;

use karto::{
    image::ImageEncoding,
    settings::{FileTreeSettings, SourceKind},
    source::{Encoding, SourceError},
};

use crate::support::{LIMIT, TestRequest, graph, gzip, picture, plain, point, query, runner, settings, source};

fn tree(root: &std::path::Path, extension: &str) -> SourceKind {
    SourceKind::File(FileTreeSettings { root: root.into(), extension: extension.into() })
}

#[tokio::test]
async fn tiles_are_at_z_x_y_compressed_or_not() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir_all(dir.path().join("1/0")).unwrap();
    let tile = point("l", &[("k", "v")]);
    fs::write(dir.path().join("1/0/0.pbf"), &tile).unwrap();
    fs::write(dir.path().join("1/0/1.pbf"), gzip(&tile)).unwrap();
    fs::write(dir.path().join("1/1"), "a file where a folder should be").unwrap();
    fs::write(dir.path().join("metadata.json"), r#"{"maxzoom": 1, "vector_layers": [{"id": "l"}], "name": "n"}"#)
        .unwrap();
    let graph = graph(vec![source("f", tree(dir.path(), "pbf"))]).await;
    for (y, encoding) in [(0, Encoding::Identity), (1, Encoding::Gzip)] {
        let found = graph.ask("f", query(1, 0, y)).await.unwrap();
        assert_eq!((plain(&found), found.encoding), (tile.clone(), encoding));
    }
    for missing in [query(1, 1, 1), query(9, 1, 1), query(1, 1, 0)] {
        assert!(matches!(graph.ask("f", missing).await, Err(SourceError::NotFound)));
    }
    let info = graph.sources["f"].info();
    assert_eq!((info.max_zoom, info.vector_layers[0].id.as_str()), (Some(1), "l"));
    assert_eq!(info.extra["name"], "n");
}

#[tokio::test]
async fn images_have_a_content_type_and_sizes_are_limited() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir_all(dir.path().join("0/0")).unwrap();
    fs::write(dir.path().join("0/0/0.png"), picture(ImageEncoding::Png)).unwrap();
    fs::write(dir.path().join("0/0/0.pbf"), vec![0; LIMIT + 1]).unwrap();
    let graph = graph(vec![source("png", tree(dir.path(), "png")), source("pbf", tree(dir.path(), "pbf"))]).await;
    let found = graph.ask("png", query(0, 0, 0)).await.unwrap();
    assert_eq!(found.headers, [("content-type".to_owned(), "image/png".to_owned())]);
    assert!(matches!(graph.ask("pbf", query(0, 0, 0)).await, Err(SourceError::TooLarge { .. })));
}

#[tokio::test]
async fn a_missing_folder_or_invalid_metadata_is_a_build_error() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("metadata.json"), "[]").unwrap();
    let broken = settings(vec![source("a", tree(&dir.path().join("no"), "pbf")), source("b", tree(dir.path(), "pbf"))]);
    let errors = karto::source::build(&broken, runner()).await.unwrap_err();
    let texts: Vec<_> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(texts.len(), 2);
    assert!(texts[0].starts_with("source a") && texts[0].ends_with("is not a directory"), "{texts:?}");
    assert!(texts[1].starts_with("source b") && texts[1].ends_with("metadata.json: not a JSON object"), "{texts:?}");
}
