//! Values of a project as text, as carto writes them.

use super::yaml::{YamlKind, YamlNode};
use crate::{
    style::carto::number::{number_text, whole_number},
    style::mapnik::Attribute,
};

/// A scalar.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum YamlScalar {
    Null,
    Boolean(bool),
    Number(f64),
    Text(String),
}

/// The scalar that a value is.
pub(super) fn scalar(node: &YamlNode) -> Option<YamlScalar> {
    let YamlKind::Scalar(text, plain) = &node.kind else { return None };
    Some(match text.as_str() {
        _ if !plain => YamlScalar::Text(text.clone()),
        "" | "~" | "null" | "Null" | "NULL" => YamlScalar::Null,
        "true" | "True" | "TRUE" => YamlScalar::Boolean(true),
        "false" | "False" | "FALSE" => YamlScalar::Boolean(false),
        word => match number(word) {
            Some(number) => YamlScalar::Number(number),
            None => YamlScalar::Text(text.clone()),
        },
    })
}

fn number(word: &str) -> Option<f64> {
    let digits = word.replace('_', "");
    let unsigned = digits.trim_start_matches(['+', '-']);
    let sign = if digits.starts_with('-') { -1.0 } else { 1.0 };
    if digits.len() > unsigned.len() + 1 || !unsigned.starts_with(|c: char| c.is_ascii_digit() || c == '.') {
        return None;
    }
    let octal = unsigned.len() > 1 && unsigned.bytes().all(|b| (b'0'..=b'7').contains(&b)) && unsigned.starts_with('0');
    let number = match unsigned {
        ".inf" | ".Inf" | ".INF" => f64::INFINITY,
        _ if octal => u64::from_str_radix(unsigned, 8).ok()? as f64,
        _ => whole_number(unsigned),
    };
    (!number.is_nan() && unsigned != ".").then_some(sign * number)
}

/// The text of a value.
pub(super) fn text(node: &YamlNode) -> String {
    match (&node.kind, scalar(node)) {
        (_, Some(YamlScalar::Null)) => "null".into(),
        (_, Some(YamlScalar::Boolean(value))) => value.to_string(),
        (_, Some(YamlScalar::Number(number))) => number_text(number),
        (_, Some(YamlScalar::Text(text))) => text,
        (YamlKind::List(items), None) => items.iter().map(text).collect::<Vec<_>>().join(","),
        _ => "[object Object]".into(),
    }
}

/// The text of a value, unless it is null.
pub(super) fn some_text(node: &YamlNode) -> Option<String> {
    (scalar(node) != Some(YamlScalar::Null)).then(|| text(node))
}

/// The entries of a mapping as attributes.
pub(super) fn attributes(node: Option<&YamlNode>) -> Vec<Attribute> {
    let entries = node.map(YamlNode::entries).unwrap_or_default();
    entries.into_iter().map(|(name, value)| attribute(name, value)).collect()
}

/// A value as attribute.
pub(super) fn attribute(name: &str, node: &YamlNode) -> Attribute {
    Attribute { name: name.to_owned(), value: text(node), span: Some(node.span) }
}

/// What is written about the map: all scalars and the lists that have a meaning, except empty ones.
pub(super) fn parameters(root: &YamlNode, skipped: &[&str]) -> Vec<Attribute> {
    let mut result = Vec::new();
    for (name, value) in root.entries().into_iter().filter(|(name, _)| !skipped.contains(name)) {
        match (name, scalar(value)) {
            (_, Some(YamlScalar::Null | YamlScalar::Boolean(false))) => {}
            (_, Some(YamlScalar::Text(text))) if text.is_empty() => {}
            ("interactivity", None) => {
                for part in ["layer", "fields"] {
                    result.extend(value.get(part).map(|v| attribute(&format!("interactivity_{part}"), v)));
                }
            }
            ("bounds" | "center" | "legend" | "template", _) | (_, Some(_)) => result.push(attribute(name, value)),
            _ => {}
        }
    }
    result
}
