//! Reads MapLibre style JSON (version 8) into a [`Style`].

mod expression;
mod features;
mod filter_zoom;
mod layers;
mod locate;
mod mentions;
mod numbers;
mod outputs;
mod problems;
mod properties;
mod property_expression;
mod reader;
pub mod reference;
mod sources;
mod spec;
mod support;
mod support_page;
mod validate;

pub use mentions::{LayerMentions, Mention, mentions};
pub use properties::{PropertyEntry, properties_of};
pub use property_expression::{ExpressionError, PropertyExpression};
use spec::Spec;
pub use support::Support;
pub use support_page::markdown;

use std::collections::BTreeMap;

use serde_json::{Map, Value as Json};

use super::{PlacementOrder, Sprite, Style, expression::Value};
use crate::{
    diagnostic::{Code, Diagnostic, SourceFile, Span},
    spelling::did_you_mean,
};
use locate::{Locator, Path};
use numbers::numbers;
use problems::{Problems, general_help};

/// The maximum size of a style in bytes: a hundred times that of long ones. In memory, it takes many times as much.
pub const MAX_BYTES: u64 = 16 << 20;

/// Reads the style in `file`. A style without a name is named after the file. Returns `None` if an error makes the
/// style as a whole unusable. Callers reject the style if any diagnostic is an error; diagnostics are in document
/// order.
pub fn load(file: &SourceFile) -> (Option<Style>, Vec<Diagnostic>) {
    let root = match serde_json::from_str::<Json>(&file.text) {
        Ok(Json::Object(root)) => root,
        Ok(_) => return (None, vec![unreadable(file, 1, 1, "a style is a JSON object".to_owned())]),
        Err(e) => return (None, vec![unreadable(file, e.line(), e.column(), e.to_string())]),
    };
    let mut problems = Problems::default();
    if root.get("version").and_then(Json::as_f64) != Some(8.0) {
        problems.error(Code::StyleInvalid, Path::root().key("version"), "\"version\" must be 8");
        return (None, problems.located(file));
    }
    let style = read(&root, &file.path.to_string_lossy(), &mut problems);
    (Some(style), problems.located(file))
}

/// The position of the style's sprite with the index `index`, and its path.
pub fn sprite_place(file: &SourceFile, index: usize) -> (Span, String) {
    let text = &file.text;
    let one = Path::root().key("sprite");
    let in_list = one.index(index).key("url");
    let mut locator = Locator::new(text);
    let range = locator.locate(&in_list.0);
    let path = if text.get(locator.locate(&one.0)).is_some_and(|t| t.starts_with('[')) { in_list } else { one };
    (file.span(range), path.to_string())
}

/// A diagnostic for text that is not a JSON object. `line` and `column` are counted from 1, columns in bytes.
fn unreadable(file: &SourceFile, line: usize, column: usize, message: String) -> Diagnostic {
    let text = &file.text;
    let before: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    // The parser counts bytes; positions beyond the end of the text are moved to the end.
    let start = (before + column.saturating_sub(1)).min(text.len());
    let start = (0..=start).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let end = text.get(start..).and_then(|rest| rest.lines().next()).map_or(start, |rest| start + rest.len());
    Diagnostic::error(Code::StyleInvalid, file.span(start..end), message).help(general_help(Code::StyleInvalid))
}

/// Keys that are written by editors and ignored by renderers.
const EDITOR_KEYS: &[&str] =
    &["id", "created", "modified", "owner", "visibility", "draft", "$schema", "protected", "fragment"];

/// Root properties that are read separately.
const READ_ELSEWHERE: &[&str] =
    &["version", "sources", "layers", "sprite", "light", "sky", "terrain", "projection", "transition", "state"];

fn read(root: &Map<String, Json>, name: &str, problems: &mut Problems) -> Style {
    let path = Path::root();
    let known = || reference::section("$root").into_iter().flatten();
    for (key, entry) in known().filter(|(key, _)| !READ_ELSEWHERE.contains(&key.as_str())) {
        if let Some(value) = root.get(key) {
            validate::value(key, value, Spec::entry(entry), &path.key(key), problems);
        }
    }
    for key in root.keys().filter(|k| !EDITOR_KEYS.contains(&k.as_str()) && !k.contains(':')) {
        if known().all(|(name, _)| name != key) {
            let near = did_you_mean(key, known().map(|(name, _)| name.as_str()));
            validate::unknown(key, "a style", near, &path, problems);
        }
    }
    for key in ["light", "sky", "terrain", "projection", "transition", "state"] {
        match root.get(key) {
            None | Some(Json::Null) => {}
            Some(Json::Object(json)) if key != "state" => {
                validate::object(json, key, &format!("\"{key}\""), &path.key(key), &[], problems);
            }
            Some(Json::Object(_)) => {}
            Some(other) => {
                let message = format!("\"{key}\" must be an object, not {}", validate::shown(other));
                problems.error(Code::StyleValue, path.key(key), message);
            }
        }
    }
    not_drawn(root, &path, problems);
    let sources = sources::read(root, problems);
    let state = state_defaults(root);
    let (layers, inputs) = layers::read(root, &sources, &state, problems);
    Style {
        name: root.get("name").and_then(Json::as_str).unwrap_or(name).to_owned(),
        layers,
        placement: PlacementOrder::TopLayerFirst,
        sources,
        inputs,
        sprites: sprites(root, problems),
        glyphs: root.get("glyphs").and_then(Json::as_str).map(str::to_owned),
        center: root.get("center").and_then(numbers),
        zoom: root.get("zoom").and_then(Json::as_f64),
        state,
    }
}

/// Warns of root properties that would change the picture but are not drawn.
fn not_drawn(root: &Map<String, Json>, path: &Path, problems: &mut Problems) {
    for (name, why) in support::ROOT.iter().filter_map(|(name, support)| Some((*name, support.reason_against()?))) {
        let Some(value) = root.get(name).filter(|value| !value.is_null()) else { continue };
        let default = reference::section("$root").and_then(|root| root.get(name)?.get("default"));
        let flat = name == "projection" && value.get("type").is_none_or(|kind| kind == "mercator");
        if !flat && default.and_then(Json::as_f64).is_none_or(|default| value.as_f64() != Some(default)) {
            problems.warn(Code::StyleNotDrawn, path.name(name), format!("\"{name}\" is not drawn: {why}"));
        }
    }
}

fn state_defaults(root: &Map<String, Json>) -> BTreeMap<String, Value<'static>> {
    let Some(Json::Object(state)) = root.get("state") else { return BTreeMap::new() };
    state.iter().filter_map(|(k, v)| Some((k.clone(), Value::from_json(v.get("default")?)))).collect()
}

fn sprites(root: &Map<String, Json>, problems: &mut Problems) -> Vec<Sprite> {
    let sprite = |id: &str, url: &str| Sprite { id: id.to_owned(), url: url.to_owned() };
    match root.get("sprite") {
        None | Some(Json::Null) => Vec::new(),
        Some(Json::String(url)) => vec![sprite("default", url)],
        Some(Json::Array(items)) => {
            let read = |item: &Json| Some(sprite(item.get("id")?.as_str()?, item.get("url")?.as_str()?));
            let all: Vec<_> = items.iter().filter_map(read).collect();
            if all.len() < items.len() {
                problems.error(Code::StyleImage, Path::root().key("sprite"), "every sprite needs \"id\" and \"url\"");
            }
            all
        }
        Some(_) => {
            problems.error(Code::StyleImage, Path::root().key("sprite"), "\"sprite\" is a URL or a list of {id, url}");
            Vec::new()
        }
    }
}

#[cfg(test)]
mod bombs;
#[cfg(test)]
mod tests;
