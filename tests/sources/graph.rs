//! The graph: the order of building, and errors, which are all reported.

use karto::{
    settings::{Json2tagsSettings, OverzoomSettings, SourceKind, SourceSettings},
    source::{GraphProblem, build},
};
use serde_json::json;

use crate::support::{http, runner, settings, source};

fn upstream(id: &str) -> SourceSettings {
    source(id, SourceKind::Http(http("http://127.0.0.1:1/{z}/{x}/{y}.pbf")))
}

fn over(id: &str, of: &str) -> SourceSettings {
    source(id, SourceKind::Overzoom(OverzoomSettings { source: of.into(), max_zoom: 19, source_max_zoom: None }))
}

fn tags(id: &str, of: &str) -> SourceSettings {
    let settings = Json2tagsSettings { source: of.into(), tag: "name".into(), multi_tag: "name_".into() };
    source(id, SourceKind::Json2tags(settings))
}

#[tokio::test]
async fn sources_may_be_referenced_before_they_are_defined() {
    let mut up = upstream("up");
    up.set_info = json!({"maxzoom": 15, "vector_layers": [{"id": "road"}], "name": "n"}).as_object().cloned();
    let graph = build(&settings(vec![over("c", "b"), tags("b", "up"), up]), runner()).await.unwrap();
    assert_eq!(graph.sources.keys().map(|id| &**id).collect::<Vec<_>>(), ["b", "c", "up"]);
    let info = graph.sources["c"].info();
    assert_eq!((info.max_zoom, info.vector_layers[0].id.as_str()), (Some(15), "road"), "setInfo reaches the top");
}

#[tokio::test]
async fn every_problem_is_reported_once_without_dependent_sources() {
    let bad = source("bad", SourceKind::Http(http("http://h/{z}/{x}")));
    let sources = vec![
        upstream("up"),
        bad,
        over("on_bad", "bad"),
        over("b", "a"),
        over("a", "b"),
        over("on_cycle", "a"),
        over("self", "self"),
        over("lost", "nobody"),
        tags("fine", "up"),
    ];
    let mut errors = build(&settings(sources), runner()).await.unwrap_err();
    errors.sort_by(|a, b| a.source_id.cmp(&b.source_id));
    let texts: Vec<_> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(
        texts,
        [
            "source a: it needs itself: a ← b ← a",
            "source bad: the URL has no {y}",
            "source lost: there is no source nobody",
            "source self: it needs itself: self ← self",
        ]
    );
    assert!(matches!(errors[2].problem, GraphProblem::Unknown(_)));
    assert_eq!(errors[2].place.file.to_str(), Some("sources.yaml"));
}
