//! `babel://`

use std::collections::BTreeMap;

use crate::{
    bounded_file,
    config::{
        document::{DocumentNode, Kind},
        read::{
            ConfigReader,
            fields::{Fields, texts},
            reference::reference,
        },
        schema::At,
    },
    diagnostic::Code,
    settings::BabelSettings,
};

/// The settings in the parameters `p`, which are at `at`.
pub(super) fn babel(p: Fields<'_>, at: &At, reader: &mut ConfigReader<'_, '_>) -> Option<BabelSettings> {
    let tag = p.text("tag")?;
    let multi_tag = p.text("multiTag").unwrap_or_else(|| format!("{tag}_"));
    let language_map = match p.node("languageMap") {
        None => None,
        Some(node) if matches!(node.kind, Kind::Mapping(_)) => {
            Some(node.entries().iter().map(|e| (e.key.clone(), texts(&e.value))).collect())
        }
        Some(node) => language_file(node, &At::key(&at.path, "languageMap"), reader),
    };
    Some(BabelSettings {
        source: reference(p.node("source"))?,
        tag,
        multi_tag,
        combine_name: p.bool("combineName"),
        default_language: p.text("defaultLanguage")?,
        language_map,
    })
}

/// The maximum size of a table of languages, in bytes.
const MAX_LANGUAGES: u64 = 4 << 20;

/// Reads a JSON file that maps each language to one fallback or a list of fallbacks.
fn language_file(
    node: &DocumentNode,
    at: &At,
    reader: &mut ConfigReader<'_, '_>,
) -> Option<BTreeMap<String, Vec<String>>> {
    let path = reader.required_file(node, at.clone(), false)?;
    let text = bounded_file::read_text(&path, MAX_LANGUAGES).ok()?;
    let parsed: Result<BTreeMap<String, serde_json::Value>, _> = serde_json::from_str(&text);
    let languages = |value: &serde_json::Value| match value {
        serde_json::Value::String(one) => Some(vec![one.clone()]),
        serde_json::Value::Array(list) => list.iter().map(|v| v.as_str().map(str::to_owned)).collect(),
        _ => None,
    };
    let table = parsed.ok().and_then(|map| map.iter().map(|(k, v)| Some((k.clone(), languages(v)?))).collect());
    if table.is_none() {
        let message = format!("`{}` is not a table of languages", path.display());
        reader.checker.error(Code::WrongFile, node, at, message, "write JSON such as `{\"en\": [\"fr\", \"de\"]}`");
    }
    table
}
