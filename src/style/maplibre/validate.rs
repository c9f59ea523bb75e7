//! Validates values and objects against the reference.

use serde_json::{Map, Value as Json};

use super::{Path, Problems, expression, reference, spec::Spec};
use crate::{diagnostic::Code, spelling::did_you_mean, style::Color};

/// Formats `json` for a message; long values are truncated.
pub(super) fn shown(json: &Json) -> String {
    const LONGEST: usize = 60;
    let text = json.to_string();
    match text.char_indices().nth(LONGEST) {
        Some((at, _)) => format!("{}…", text.get(..at).unwrap_or_default()),
        None => text,
    }
}

/// Reports properties of `object` that are not in the table `section` of the reference, and missing required ones. Keys
/// in `elsewhere` are checked elsewhere.
pub(super) fn object(
    json: &Map<String, Json>,
    section: &str,
    what: &str,
    path: &Path,
    elsewhere: &[&str],
    problems: &mut Problems,
) {
    let Some(table) = reference::section(section) else { return };
    for (key, entry) in table.iter().filter(|(key, _)| !elsewhere.contains(&key.as_str())) {
        match json.get(key) {
            Some(value) => drop(self::value(key, value, Spec::entry(entry), &path.key(key), problems)),
            None if Spec::entry(entry).is_required() => {
                problems.error(Code::StyleInvalid, path.clone(), format!("{what} needs \"{key}\""));
            }
            None => {}
        }
    }
    for key in json.keys().filter(|key| !table.contains_key(*key) && !elsewhere.contains(&key.as_str())) {
        let near = did_you_mean(key, table.keys().map(String::as_str).filter(|known| *known != "*"));
        // Sources may have keys of TileJSON and of other tools; only keys that look misspelled are reported.
        if near.is_some() || !table.contains_key("*") {
            unknown(key, what, near, path, problems);
        }
    }
}

/// Reports an unknown key of `what`. It is an error if another name is similar, otherwise a warning.
pub(super) fn unknown(key: &str, what: &str, near: Option<&str>, path: &Path, problems: &mut Problems) {
    let message = format!("{what} has no property \"{key}\"");
    match near {
        Some(near) => problems.error(Code::StyleProperty, path.name(key), message).suggest(near),
        None => problems.warn(Code::StyleProperty, path.name(key), message),
    };
}

/// Whether `json` is valid for `spec`; reports it otherwise.
pub(super) fn value(name: &str, json: &Json, spec: Spec, path: &Path, problems: &mut Problems) -> bool {
    if spec.takes_expressions() && expression::is_expression(json) {
        let checked = expression::checked(json, spec.expression_type().as_ref(), spec.is_string());
        return match checked {
            Ok(_) => true,
            Err(e) => {
                problems.error(Code::StyleExpression, path.indices(&e.key), e.to_string());
                false
            }
        };
    }
    if !fits(json, spec) {
        wrong_value(name, json, spec, path, problems);
        return false;
    }
    in_range(name, json, spec, path, problems)
}

/// The keys of a legacy function.
const FUNCTION_KEYS: &[&str] = &["stops", "property", "type", "base", "default", "colorSpace"];

/// The maximum number of stops of a function. Those that depend on the zoom and a property take more than linear time.
const MAX_STOPS: usize = 10_000;

/// Whether `json` has the form of a legacy function; reports it otherwise.
pub(super) fn function(name: &str, json: &Map<String, Json>, spec: Spec, path: &Path, problems: &mut Problems) -> bool {
    let before = problems.len();
    for key in json.keys().filter(|key| !FUNCTION_KEYS.contains(&key.as_str())) {
        let near = did_you_mean(key, FUNCTION_KEYS.iter().copied());
        unknown(key, &format!("a function of \"{name}\""), near, path, problems);
    }
    let identity = json.get("type").is_some_and(|kind| kind == "identity") && json.contains_key("property");
    match json.get("stops") {
        Some(Json::Array(stops)) if stops.len() > MAX_STOPS => {
            let message = format!("\"{name}\" has {} stops, more than {MAX_STOPS}", stops.len());
            let problem = problems.error(Code::StyleTooLarge, path.key("stops"), message);
            problem.help("put the values into the tiles, or write an expression");
        }
        Some(Json::Array(stops)) if !stops.is_empty() => {
            for (i, stop) in stops.iter().enumerate().filter(|(_, stop)| stop.as_array().is_none_or(|s| s.len() != 2)) {
                let message = format!("a stop of \"{name}\" must be a list of input and output, not {}", shown(stop));
                problems.error(Code::StyleValue, path.key("stops").index(i), message);
            }
        }
        None if identity => {}
        Some(other) => {
            let message =
                format!("the stops of \"{name}\" must be a list with at least one stop, not {}", shown(other));
            problems.error(Code::StyleValue, path.key("stops"), message);
        }
        None if problems.len() == before => {
            wrong_value(name, &Json::Object(json.clone()), spec, path, problems);
        }
        None => {}
    }
    problems.len() == before
}

/// Reports a value of the wrong type.
pub(super) fn wrong_value(name: &str, json: &Json, spec: Spec, path: &Path, problems: &mut Problems) {
    let message = format!("\"{name}\" must be {}, not {}", spec.describe(), shown(json));
    let near = match json {
        Json::String(word) => did_you_mean(word, spec.words()),
        // A list that starts with a word may have been meant as an expression.
        Json::Array(items) => items.first().and_then(Json::as_str).and_then(|op| {
            let operators = reference::operators().map(|(name, _)| name);
            did_you_mean(op, operators).filter(|_| spec.takes_expressions() && items.len() > 1)
        }),
        _ => None,
    };
    let problem = problems.error(Code::StyleValue, path.clone(), message);
    if let Some(near) = near {
        problem.suggest(near);
    }
}

/// Reports numbers outside of the reference's range.
pub(super) fn in_range(name: &str, json: &Json, spec: Spec, path: &Path, problems: &mut Problems) -> bool {
    let numbers: Vec<(Path, f64)> = match json {
        Json::Number(n) => n.as_f64().map(|n| (path.clone(), n)).into_iter().collect(),
        Json::Array(items) if spec.kind() != "array" || spec.item_kind() == "number" => {
            items.iter().enumerate().filter_map(|(i, n)| Some((path.index(i), n.as_f64()?))).collect()
        }
        _ => return true,
    };
    let outside = |n: &f64| spec.minimum().is_some_and(|low| *n < low) || spec.maximum().is_some_and(|high| *n > high);
    let mut all = true;
    for (path, n) in numbers.into_iter().filter(|(_, n)| outside(n)) {
        problems.error(Code::StyleValue, path, format!("\"{name}\" must be {}, not {n}", spec.describe()));
        all = false;
    }
    all
}

/// Whether `json`, which is not an expression, has the type of `spec`. Types that are parsed elsewhere are accepted.
pub(super) fn fits(json: &Json, spec: Spec) -> bool {
    let item = |kind: &str, json: &Json| match kind {
        "number" => json.is_number(),
        "string" => json.is_string(),
        "boolean" => json.is_boolean(),
        "color" => json.as_str().and_then(Color::parse).is_some(),
        "enum" => spec.words().is_empty() || json.as_str().is_some_and(|word| spec.words().contains(&word)),
        _ => true,
    };
    match spec.kind() {
        "formatted" | "resolvedImage" => json.is_string(),
        "array" => json.as_array().is_some_and(|items| {
            spec.length().is_none_or(|n| n == items.len()) && items.iter().all(|i| item(spec.item_kind(), i))
        }),
        kind => item(kind, json),
    }
}
