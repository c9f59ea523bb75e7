//! The possible outputs of an expression or legacy function, found in its JSON with their paths.

use serde_json::Value as Json;

use super::{Path, expression};

/// A literal that an expression can yield.
pub(super) struct Leaf<'j> {
    /// The path of the literal.
    pub path: Path,
    /// The value.
    pub value: &'j Json,
    /// Whether there is a fallback if the value is unusable, as for alternatives of `coalesce`.
    pub optional: bool,
}

/// Maximum nesting depth; the JSON parser rejects deeper nesting.
const MAX_DEPTH: usize = 200;

/// The literals that `json` can yield, without computed values.
pub(super) fn leaves<'j>(json: &'j Json, path: &Path) -> Vec<Leaf<'j>> {
    let mut found = Vec::new();
    walk(json, path, false, MAX_DEPTH, &mut found);
    found
}

fn walk<'j>(json: &'j Json, path: &Path, optional: bool, depth: usize, found: &mut Vec<Leaf<'j>>) {
    let Some(depth) = depth.checked_sub(1) else { return };
    let mut into = |child: Option<&'j Json>, path: Path, optional: bool| {
        if let Some(child) = child {
            walk(child, &path, optional, depth, found);
        }
    };
    match json {
        Json::Array(items) if expression::is_expression(json) => {
            let last = items.len() - 1;
            let outputs: Vec<usize> = match items.first().and_then(Json::as_str).unwrap_or_default() {
                "literal" => {
                    return found.extend(items.get(1).map(|value| Leaf { path: path.index(1), value, optional }));
                }
                "step" => (2..=last).step_by(2).collect(),
                "interpolate" | "interpolate-hcl" | "interpolate-lab" => (4..=last).step_by(2).collect(),
                "match" => (3..last).step_by(2).chain([last]).collect(),
                "case" => (2..last).step_by(2).chain([last]).collect(),
                "let" => vec![last],
                "image" | "to-string" | "to-number" => vec![1],
                "string" | "number" => (1..=last).collect(),
                "coalesce" => {
                    for i in 1..=last {
                        // The last alternative is the final fallback.
                        into(items.get(i), path.index(i), optional || i < last);
                    }
                    return;
                }
                _ => return,
            };
            for i in outputs {
                into(items.get(i), path.index(i), optional);
            }
        }
        Json::Object(function) => {
            let stops = function.get("stops").and_then(Json::as_array);
            for (i, stop) in stops.into_iter().flatten().enumerate() {
                into(stop.get(1), path.key("stops").index(i).index(1), optional);
            }
            into(function.get("default"), path.key("default"), optional);
        }
        value => found.push(Leaf { path: path.clone(), value, optional }),
    }
}
