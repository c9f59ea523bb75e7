//! `overzoom://`: tiles beyond the maximum zoom of the source.

use karto::{
    mvt::{Command, Tile},
    settings::{HttpSettings, OverzoomSettings, SourceKind, SourceSettings},
    source::{Graph, SourceError},
};

use crate::support::{TestRequest, Upstream, graph, gzip, http, plain, point, query, respond, source};

/// A server with the tiles that `has` selects; each contains its path.
async fn server(has: impl Fn(&str) -> bool + Send + Sync + 'static) -> Upstream {
    Upstream::start(move |path, _| {
        if !has(path) {
            return respond(404, &[], "");
        }
        let headers = [("content-encoding", "gzip"), ("cache-control", "max-age=60")];
        respond(200, &headers, gzip(&point("l", &[("path", path)])))
    })
    .await
}

fn over(source_id: &str, source_max_zoom: Option<u8>) -> SourceSettings {
    source("over", SourceKind::Overzoom(OverzoomSettings { source: source_id.into(), max_zoom: 19, source_max_zoom }))
}

async fn over_server(up: &Upstream, declared: Option<u8>, source_max_zoom: Option<u8>) -> Graph {
    let settings = HttpSettings { max_zoom: declared, ..http(up.url("/{z}/{x}/{y}")) };
    graph(vec![over("up", source_max_zoom), source("up", SourceKind::Http(settings))]).await
}

#[tokio::test]
async fn an_existing_tile_is_passed_on_unchanged() {
    let up = server(|_| true).await;
    let graph = over_server(&up, Some(15), None).await;
    let tile = graph.ask("over", query(15, 1, 2)).await.unwrap();
    assert_eq!(tile.encoding, karto::source::Encoding::Gzip);
    assert_eq!(up.paths(), ["/15/1/2"]);
    assert_eq!(graph.sources["over"].info().max_zoom, Some(15), "where the data ends");
}

#[tokio::test]
async fn beyond_the_maximum_zoom_one_request_fetches_the_ancestor() {
    let up = server(|_| true).await;
    for (declared, configured) in [(Some(15), None), (None, Some(15)), (Some(17), Some(15))] {
        let graph = over_server(&up, declared, configured).await;
        let before = up.paths().len();
        // The point is at 100, 200 of 4096: in the north-west quarter of the north-west quarter.
        let tile = graph.ask("over", query(17, 4 * 7, 4 * 9)).await.unwrap();
        assert_eq!(up.paths()[before..], ["/15/7/9"]);
        assert_eq!(tile.freshness.max_age.unwrap().as_secs(), 60, "what was said of the ancestor holds");
        let bytes = plain(&tile);
        let tile = Tile::decode(&bytes).unwrap();
        let geometry: Vec<_> = tile.layers[0].features[0].geometry().collect();
        assert_eq!(geometry, [Ok(Command::MoveTo(400, 800))]);
        let far = graph.ask("over", query(17, 4 * 7 + 3, 4 * 9 + 3)).await.unwrap();
        assert_eq!(far.bytes.len(), 0, "there is nothing, and that is an empty tile");
    }
}

#[tokio::test]
async fn a_few_ancestors_are_tried_for_a_missing_tile() {
    let up = server(|path| path.starts_with("/11/")).await;
    let graph = over_server(&up, None, None).await;
    assert!(!graph.ask("over", query(13, 4, 4)).await.unwrap().bytes.is_empty());
    assert_eq!(up.paths(), ["/13/4/4", "/12/2/2", "/11/1/1"]);
    let before = up.paths().len();
    assert!(matches!(graph.ask("over", query(18, 0, 0)).await, Err(SourceError::NotFound)));
    assert_eq!(up.paths().len() - before, 5, "the tile and four ancestors");
    let before = up.paths().len();
    assert!(matches!(graph.ask("over", query(1, 0, 0)).await, Err(SourceError::NotFound)));
    assert_eq!(up.paths()[before..], ["/1/0/0", "/0/0/0"]);
}

#[tokio::test]
async fn after_an_error_of_the_source_no_ancestor_is_tried() {
    let up = Upstream::start(|_, _| respond(500, &[], "")).await;
    let graph = over_server(&up, None, None).await;
    assert!(matches!(graph.ask("over", query(13, 0, 0)).await, Err(SourceError::Bad { .. })));
    assert_eq!(up.paths().len(), 1);
}

#[tokio::test]
async fn beyond_its_own_maximum_zoom_it_sends_no_request() {
    let up = server(|_| true).await;
    let graph = over_server(&up, Some(15), None).await;
    assert!(matches!(graph.ask("over", query(20, 0, 0)).await, Err(SourceError::ZoomOutOfRange)));
    assert_eq!(up.paths().len(), 0);
}

#[tokio::test]
async fn an_empty_ancestor_makes_an_empty_tile() {
    let up = Upstream::start(|_, _| respond(200, &[], "")).await;
    let graph = over_server(&up, Some(3), None).await;
    assert_eq!(graph.ask("over", query(9, 0, 0)).await.unwrap().bytes.len(), 0);
}
