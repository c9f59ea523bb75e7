//! MapLibre style JSON (version 8) → [`Style`].

mod filter_zoom;
mod layers;
mod locate;
mod reader;
mod sources;
mod spec;

pub(super) use reader::LayerReader;
pub use spec::type_of as expression_type;

use serde_json::{Map, Value as Json};

use super::{Severity, Sprite, Style, StyleProblem};
use locate::Path;

/// Findings while a document is read; places are looked up in the text only when there is one.
#[derive(Debug, Default)]
pub(super) struct Problems(Vec<(Severity, &'static str, Path, String)>);

impl Problems {
    fn push(&mut self, severity: Severity, code: &'static str, path: Path, message: impl Into<String>) {
        self.0.push((severity, code, path, message.into()));
    }

    fn error(&mut self, code: &'static str, path: Path, message: impl Into<String>) {
        self.push(Severity::Error, code, path, message);
    }

    fn warn(&mut self, code: &'static str, path: Path, message: impl Into<String>) {
        self.push(Severity::Warning, code, path, message);
    }

    fn located(self, text: &str) -> Vec<StyleProblem> {
        let locate = |(severity, code, path, message): (_, _, Path, _)| {
            let (line, column) = locate::locate(text, &path.0).unwrap_or((0, 0));
            StyleProblem { severity, code, path: path.to_string(), line, column, message }
        };
        self.0.into_iter().map(locate).collect()
    }
}

/// Reads the style `text`; `name` is what it is called where it does not name itself. The style is
/// `None` where an error makes it unusable as a whole; problems are listed in document order.
pub fn load(text: &str, name: &str) -> (Option<Style>, Vec<StyleProblem>) {
    let root = match serde_json::from_str::<Json>(text) {
        Ok(Json::Object(root)) => root,
        Ok(_) => return (None, vec![at(1, 1, "style/not-an-object", "a style is a JSON object".to_owned())]),
        Err(e) => return (None, vec![at(e.line(), e.column(), "style/json", e.to_string())]),
    };
    let mut problems = Problems::default();
    if root.get("version").and_then(Json::as_f64) != Some(8.0) {
        problems.error("style/version", Path::root().key("version"), "\"version\" must be 8");
        return (None, problems.located(text));
    }
    let style = read(&root, name, &mut problems);
    (Some(style), problems.located(text))
}

fn at(line: usize, column: usize, code: &'static str, message: String) -> StyleProblem {
    StyleProblem { severity: Severity::Error, code, path: String::new(), line, column, message }
}

const ROOT_KEYS: &[&str] = &[
    "version",
    "name",
    "metadata",
    "center",
    "centerAltitude",
    "zoom",
    "bearing",
    "pitch",
    "roll",
    "state",
    "light",
    "sky",
    "projection",
    "terrain",
    "sources",
    "sprite",
    "glyphs",
    "font-faces",
    "transition",
    "layers",
    // written by editors, meaningless to renderers
    "id",
    "created",
    "modified",
    "owner",
    "visibility",
    "draft",
    "$schema",
    "protected",
];

fn read(root: &Map<String, Json>, name: &str, problems: &mut Problems) -> Style {
    let path = Path::root();
    for key in root.keys().filter(|k| !ROOT_KEYS.contains(&k.as_str()) && !k.contains(':')) {
        problems.warn(
            "style/unknown-property",
            path.key(key),
            format!("the style specification knows no root property \"{key}\""),
        );
    }
    if root.contains_key("terrain") {
        problems.warn("style/unsupported", path.key("terrain"), "terrain is not drawn: a flat map has none");
    }
    for key in ["bearing", "pitch", "roll"] {
        if root.get(key).and_then(Json::as_f64).is_some_and(|v| v != 0.0) {
            problems.warn(
                "style/unsupported",
                path.key(key),
                format!("\"{key}\" is ignored: maps are drawn north-up and flat"),
            );
        }
    }
    let sources = sources::read(root, problems);
    let state = state_defaults(root);
    let (layers, inputs) = layers::read(root, &sources, &state, problems);
    Style {
        name: root.get("name").and_then(Json::as_str).unwrap_or(name).to_owned(),
        layers,
        sources,
        inputs,
        sprites: sprites(root, problems),
        glyphs: root.get("glyphs").and_then(Json::as_str).map(str::to_owned),
        center: root.get("center").and_then(numbers),
        zoom: root.get("zoom").and_then(Json::as_f64),
        state,
    }
}

fn state_defaults(root: &Map<String, Json>) -> Map<String, Json> {
    let Some(Json::Object(state)) = root.get("state") else { return Map::new() };
    state.iter().filter_map(|(k, v)| Some((k.clone(), v.get("default")?.clone()))).collect()
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
                problems.error("style/sprite", Path::root().key("sprite"), "every sprite needs \"id\" and \"url\"");
            }
            all
        }
        Some(_) => {
            problems.error("style/sprite", Path::root().key("sprite"), "\"sprite\" is a URL or a list of {id, url}");
            Vec::new()
        }
    }
}

/// A fixed number of numbers.
fn numbers<const N: usize>(json: &Json) -> Option<[f64; N]> {
    let all: Option<Vec<f64>> = json.as_array()?.iter().map(Json::as_f64).collect();
    all?.try_into().ok()
}

#[cfg(test)]
mod tests;
