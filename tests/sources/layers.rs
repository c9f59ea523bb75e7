//! `layers://`: one tile from several.

use std::collections::BTreeMap;

use karto::{
    settings::{HttpSettings, LayersPart, LayersSettings, SourceKind},
    source::SourceError,
};
use serde_json::json;

use crate::support::{TestRequest, Upstream, graph, gzip, http, point, query, respond, source, tags};

fn part(id: &str) -> LayersPart {
    LayersPart { source: id.into(), only: None, except: vec![], rename: BTreeMap::new() }
}

#[tokio::test]
async fn layers_of_several_sources_become_one_tile() {
    let up = Upstream::start(|path, _| match path {
        "/a/0/0/0" => {
            let tile = [point("water", &[("from", "a")]), point("road", &[("from", "a")])].concat();
            respond(200, &[("cache-control", "max-age=60")], tile)
        }
        "/b/0/0/0" => {
            let tile = [point("water", &[("from", "b")]), point("street", &[("from", "b")])].concat();
            respond(200, &[("cache-control", "max-age=30"), ("content-encoding", "gzip")], gzip(&tile))
        }
        "/b/1/0/0" => respond(200, &[], point("street", &[])),
        "/b/1/1/1" => respond(500, &[], ""),
        _ => respond(404, &[], ""),
    })
    .await;
    let upstream = |id: &str, max_zoom: u8| {
        let settings = HttpSettings { max_zoom: Some(max_zoom), ..http(up.url(&format!("/{id}/{{z}}/{{x}}/{{y}}"))) };
        let mut source = source(id, SourceKind::Http(settings));
        let layers = if id == "a" {
            json!([{"id": "water"}, {"id": "road"}])
        } else {
            json!([{"id": "water"}, {"id": "street"}])
        };
        source.set_info = json!({"vector_layers": layers, "attribution": id}).as_object().cloned();
        source
    };
    let parts = vec![
        LayersPart { except: vec!["road".into()], ..part("a") },
        LayersPart { rename: [("street".to_owned(), "road".to_owned())].into(), ..part("b") },
    ];
    let graph =
        graph(vec![upstream("a", 9), upstream("b", 12), source("mix", SourceKind::Layers(LayersSettings { parts }))])
            .await;

    let tile = graph.ask("mix", query(0, 0, 0)).await.unwrap();
    assert_eq!(tags(&tile), ["water: from=a", "road: from=b"], "of two layers of one name the first wins");
    assert_eq!(tile.freshness.max_age.unwrap().as_secs(), 30, "as fresh as its oldest part");
    assert_eq!(
        tags(&graph.ask("mix", query(1, 0, 0)).await.unwrap()),
        ["road: "],
        "a part without a tile adds nothing"
    );
    assert!(matches!(graph.ask("mix", query(1, 1, 0)).await, Err(SourceError::NotFound)));
    assert!(
        matches!(graph.ask("mix", query(1, 1, 1)).await, Err(SourceError::Bad { .. })),
        "half a tile is not a tile"
    );

    let info = graph.sources["mix"].info();
    assert_eq!(info.vector_layers.iter().map(|l| l.id.as_str()).collect::<Vec<_>>(), ["water", "road"]);
    assert_eq!((info.max_zoom, info.extra["attribution"].as_str()), (Some(12), Some("a")));
}
