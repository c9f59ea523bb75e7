//! `json2tags://` and `babel://`: translations, and the choice among them.

use std::path::Path;

use karto::{
    mvt::{JsonDetail, Tile, to_json},
    settings::{
        BabelSettings, FileTreeSettings, Json2tagsSettings, OverzoomSettings, SourceId, SourceKind, SourceSettings,
    },
    source::{Graph, SourceError},
};

use crate::support::{TestRequest, graph, gzip, plain, point, query, query_in, source, tags};

fn tree(id: &str, root: &Path) -> SourceSettings {
    source(id, SourceKind::File(FileTreeSettings { root: root.into(), extension: "pbf".into() }))
}

fn json2tags(source_id: &str) -> SourceSettings {
    let settings = Json2tagsSettings { source: source_id.into(), tag: "name".into(), multi_tag: "name_".into() };
    source("tags", SourceKind::Json2tags(settings))
}

fn babel(id: &str, source_id: &str, combine_name: bool, default_language: &str) -> SourceSettings {
    let settings = BabelSettings {
        source: SourceId::from(source_id),
        tag: "name".into(),
        multi_tag: "name_".into(),
        combine_name,
        default_language: default_language.into(),
        language_map: None,
    };
    source(id, SourceKind::Babel(settings))
}

/// The chain over one tile, which is 0/0/0.
async fn chain(tile: &[u8]) -> (tempfile::TempDir, Graph) {
    let dir = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(dir.path().join("0/0")).unwrap();
    std::fs::write(dir.path().join("0/0/0.pbf"), gzip(tile)).unwrap();
    let sources = vec![
        tree("file", dir.path()),
        json2tags("file"),
        babel("local", "tags", false, "local"),
        babel("english", "tags", true, "en"),
    ];
    (dir, graph(sources).await)
}

#[tokio::test]
async fn translations_replace_the_json_object() {
    let tile =
        point("l", &[("class", "city"), ("name_", r#"{"de":"Rom","fr":"Rome","xx":null,"n":1}"#), ("name", "Roma")]);
    let (_dir, graph) = chain(&tile).await;
    let tile = graph.ask("tags", query(0, 0, 0)).await.unwrap();
    assert_eq!(tags(&tile), ["l: class=city, name_de=Rom, name_fr=Rome, name_n=1, name=Roma"]);
}

#[tokio::test]
async fn a_tile_without_translations_is_passed_on_unchanged() {
    let tile = point("l", &[("class", "city")]);
    let (_dir, graph) = chain(&tile).await;
    for id in ["tags", "local", "english"] {
        let answer = graph.ask(id, query_in("fr", 0, 0, 0)).await.unwrap();
        assert_eq!(answer.bytes, gzip(&tile), "{id}: not even unpacked");
    }
}

#[tokio::test]
async fn an_invalid_json_object_is_an_error_with_its_place() {
    let twice = [("name_", "{}"), ("name_", "{}")];
    for (tile, text) in [
        (point("place", &[("name_", "not json")]), "layer \"place\": name_ is not a JSON object"),
        (point("place", &[("name_", "[1]")]), "layer \"place\": name_ is not a JSON object"),
        (point("place", &twice), "layer \"place\": a feature has name_ twice"),
    ] {
        let (_dir, graph) = chain(&tile).await;
        let error = graph.ask("local", query(0, 0, 0)).await.unwrap_err();
        assert!(matches!(error, SourceError::Bad { .. }));
        assert_eq!(error.to_string(), format!("source tags: {text}"));
    }
}

#[tokio::test]
async fn a_key_without_a_value_is_an_error() {
    let feature = [0x12, 5, 0x12, 3, 0, 0, 0];
    let layer = [b"\x0a\x01l".as_slice(), &feature, b"\x1a\x07name_en", b"\x22\x03\x0a\x01x", b"\x78\x02"].concat();
    let tile = [&[0x1a, u8::try_from(layer.len()).unwrap()], layer.as_slice()].concat();
    let (_dir, graph) = chain(&tile).await;
    for id in ["tags", "english"] {
        let error = graph.ask(id, query(0, 0, 0)).await.unwrap_err();
        assert!(matches!(error, SourceError::Bad { .. } | SourceError::NotATile { .. }), "{id}: {error}");
    }
}

#[tokio::test]
async fn one_name_in_the_requested_language_is_kept() {
    let tile = point("l", &[("name", "Roma"), ("rank", "1"), ("name_", r#"{"en":"Rome","de":"Rom"}"#)]);
    let (_dir, graph) = chain(&tile).await;
    assert!(graph.sources["local"].depends_on_lang() && !graph.sources["tags"].depends_on_lang());
    let ask = async |id: &str, lang: &str| tags(&graph.ask(id, query_in(lang, 0, 0, 0)).await.unwrap()).remove(0);
    assert_eq!(ask("local", "de").await, "l: rank=1, name=Rom");
    assert_eq!(ask("local", "xx").await, "l: rank=1, name=Roma");
    assert_eq!(ask("english", "de").await, "l: rank=1, name=Rom (Roma)", "combined");
    assert_eq!(ask("english", "it").await, "l: rank=1, name=Roma", "not combined with itself");
    assert_eq!(ask("english", "local").await, "l: name=Roma, rank=1, name_en=Rome, name_de=Rom");
    let without = graph.ask("english", query(0, 0, 0)).await.unwrap();
    assert_eq!(tags(&without), ["l: rank=1, name=Rome (Roma)"], "the default language");
    let without = graph.ask("local", query(0, 0, 0)).await.unwrap();
    assert_eq!(tags(&without), ["l: name=Roma, rank=1, name_en=Rome, name_de=Rom"]);
}

/// The recorded production answers: file → json2tags → overzoom → babel over the synthetic city.
#[tokio::test]
async fn recorded_answers_in_every_language_are_reproduced() {
    let Some(golden) = crate::data::shared("golden") else { return };
    let overzoom = OverzoomSettings { source: "tags".into(), max_zoom: 19, source_max_zoom: Some(15) };
    let graph = graph(vec![
        tree("file", &golden.join("tiles/synthetic")),
        json2tags("file"),
        source("pbf", SourceKind::Overzoom(overzoom)),
        babel("babel", "pbf", false, "local"),
    ])
    .await;
    let recorded = std::fs::read_to_string(golden.join("production.jsonl")).unwrap();
    let mut compared = 0;
    for line in recorded.lines() {
        let row: serde_json::Value = serde_json::from_str(line).unwrap();
        let (Some(path), Some(body)) = (row["path"].as_str(), row["body_file"].as_str()) else { continue };
        let Some(lang) = path.strip_prefix("/osm-intl/14/9904/5121.json?nogeo&lang=") else { continue };
        let asked = if lang.is_empty() { query(14, 9904, 5121) } else { query_in(lang, 14, 9904, 5121) };
        let bytes = plain(&graph.ask("babel", asked).await.unwrap());
        let ours = to_json(&Tile::decode(&bytes).unwrap(), JsonDetail::NoGeometry).unwrap();
        let ours: serde_json::Value = serde_json::from_str(&ours).unwrap();
        let theirs: serde_json::Value = serde_json::from_slice(&std::fs::read(golden.join(body)).unwrap()).unwrap();
        assert!(ours == theirs, "{path} differs");
        compared += 1;
    }
    assert!(compared >= 10, "{compared} rows compared");
}

/// Compares the embedded tables with the recorded ones, if those are available.
#[test]
fn the_fallback_chains_are_those_of_kartotherian() {
    type Lists = std::collections::BTreeMap<String, Vec<String>>;
    let Some(golden) = crate::data::shared("golden") else { return };
    let text = std::fs::read_to_string(golden.join("babel-fallbacks.json")).unwrap();
    let recorded: std::collections::BTreeMap<String, serde_json::Value> = serde_json::from_str(&text).unwrap();
    let ours: Lists = serde_json::from_str(include_str!("../../src/source/babel/fallbacks.json")).unwrap();
    assert_eq!(recorded.len(), ours.len());
    for (language, chain) in recorded {
        let chain = if chain.is_string() { serde_json::json!([chain]) } else { chain };
        assert_eq!(serde_json::json!(ours[&language]), chain, "{language}");
    }
    let text = std::fs::read_to_string(golden.join("babel-scripts-overrides.json")).unwrap();
    let scripts: std::collections::BTreeMap<String, String> = serde_json::from_str(&text).unwrap();
    let not_latin: Lists = serde_json::from_str(include_str!("../../src/source/babel/scripts.json")).unwrap();
    for (language, script) in scripts {
        let latin = !not_latin.values().flatten().any(|l| *l == language);
        assert_eq!(latin, script == "Latn", "{language}");
    }
}
