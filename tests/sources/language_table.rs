//! The language rules, case by case: `language_cases/README.md`.

use std::{collections::BTreeMap, path::Path};

use karto::{
    check::load_embedded,
    config::LoadOptions,
    mvt::{GeometryType, GeometryWriter, LayerWriter, Tile, Value},
    source::{Graph, build},
};
use serde_json::{Value as Json, json};

use crate::support::{TestRequest, gzip, plain, query, query_in, runner};

/// The zoom of all tiles; the column is the number of the case.
const ZOOM: u32 = 12;

type Tags = Vec<(String, Json)>;

#[derive(serde::Deserialize)]
struct Case {
    about: String,
    stages: Vec<String>,
    #[serde(default)]
    params: Json,
    lang: Option<String>,
    features: Vec<Tags>,
    out: Option<Vec<Tags>>,
    error: Option<String>,
}

fn value(value: &Json) -> Value<'_> {
    match value {
        Json::String(text) => Value::String(text),
        Json::Bool(yes) => Value::Bool(*yes),
        number => number.as_i64().map_or_else(|| Value::Double(number.as_f64().unwrap()), Value::Sint),
    }
}

fn json_of(value: Value<'_>) -> Json {
    match value {
        Value::String(text) => json!(text),
        Value::Bool(yes) => json!(yes),
        Value::Sint(number) => json!(number),
        Value::Double(number) => json!(number),
        other => panic!("{other:?} was not written"),
    }
}

/// A tile with one layer.
fn tile(features: &[Tags]) -> Vec<u8> {
    let mut geometry = GeometryWriter::default();
    geometry.points(&[[100, 200]]);
    let mut writer = LayerWriter::new("l", 4096);
    for tags in features {
        tags.iter().for_each(|(key, content)| writer.tag(key, value(content)));
        writer.feature(None, GeometryType::Point, geometry.packed());
    }
    let mut out = vec![];
    writer.finish(&mut out);
    out
}

fn tags(bytes: &[u8]) -> Vec<Tags> {
    let tile = Tile::decode(bytes).unwrap();
    let layer = &tile.layers[0];
    let of = |feature| layer.tags(feature).map(|(key, value)| (key.to_owned(), json_of(value))).collect();
    layer.features.iter().map(of).collect()
}

/// The sources of a case: its parameters, as the configuration of its stages. `languageMap: {file: …}` is written to a
/// file.
fn sources(case: &Case, number: usize, folder: &Path) -> Vec<Json> {
    let mut params = case.params.clone();
    if let Some(chains) = params.pointer("/languageMap/file") {
        let file = folder.join(format!("{number}.json"));
        std::fs::write(&file, chains.to_string()).unwrap();
        params["languageMap"] = json!(file);
    }
    let stage = |stage: &String| {
        let keys: &[&str] = match stage.as_str() {
            "json2tags" => &["tag", "multiTag"],
            _ => &["tag", "multiTag", "combineName", "defaultLanguage", "languageMap"],
        };
        let params: BTreeMap<&str, &Json> = keys.iter().filter_map(|key| Some((*key, params.get(key)?))).collect();
        json!({ "uri": format!("{stage}://"), "params": params })
    };
    case.stages.iter().map(stage).collect()
}

/// The graph with the sources of all cases, and the last source of each case. Equal chains are built once.
async fn graph(cases: &[Case], folder: &Path) -> (Graph, Vec<String>) {
    let mut written = json!({ "tree": { "uri": format!("file://{}?filetype=pbf", folder.display()) } });
    let mut known = BTreeMap::new();
    let mut last = vec![];
    for (number, case) in cases.iter().enumerate() {
        let mut before = "tree".to_owned();
        for mut source in sources(case, number, folder) {
            source["params"]["source"] = json!({ "ref": before });
            let next = format!("s{}", known.len());
            before = known.entry(source.to_string()).or_insert(next).clone();
            written[&before] = source;
        }
        last.push(before);
    }
    let text = json!({ "port": 6533, "sources": written }).to_string();
    let loaded = load_embedded("cases.yaml", &text, &LoadOptions::default());
    let settings = loaded.settings.clone().unwrap_or_else(|| panic!("{}", loaded.human(false)));
    (build(&settings, runner()).await.unwrap(), last)
}

#[tokio::test]
async fn the_language_rules_hold_in_all_cases() {
    let cases: Vec<Case> =
        include_str!("language_cases/cases.jsonl").lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let folder = tempfile::tempdir().unwrap();
    for (number, case) in cases.iter().enumerate() {
        let column = folder.path().join(format!("{ZOOM}/{number}"));
        std::fs::create_dir_all(&column).unwrap();
        std::fs::write(column.join("0.pbf"), gzip(&tile(&case.features))).unwrap();
    }
    let (graph, last) = graph(&cases, folder.path()).await;
    let mut wrong = vec![];
    for (number, (case, source)) in cases.iter().zip(&last).enumerate() {
        let column = number as u64;
        let asked = match case.lang.as_deref() {
            None | Some("") => query(ZOOM, column, 0),
            Some(lang) => query_in(lang, ZOOM, column, 0),
        };
        let answer = graph.ask(source, asked).await;
        let right = match (&answer, &case.out, &case.error) {
            (Ok(tile), Some(out), _) => tags(&plain(tile)) == *out,
            (Err(error), None, Some(expected)) => error.to_string().contains(expected),
            _ => false,
        };
        if !right {
            let got = answer.map(|tile| json!(tags(&plain(&tile))).to_string());
            wrong.push(format!("{number} {}: {got:?}", case.about));
        }
    }
    assert!(wrong.is_empty(), "{} of {} cases:\n{}", wrong.len(), cases.len(), wrong.join("\n"));
    assert!(cases.len() > 1000);
}
