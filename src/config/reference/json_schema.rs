//! The JSON Schema (2020-12) of the configuration, for editors and CI.

use serde_json::{Map, Value, json};

use super::{section_and_below, sections_of};
use crate::config::{
    document::scalar,
    keys::{
        Form, Key, KeySection, Requirement, Shape, Unknown,
        conf::CONF,
        runner::RUNNER,
        schemes::{SCHEMES, Scheme},
        source::SOURCE,
    },
};

/// The schema of a configuration file.
pub fn json_schema() -> Value {
    let mut sections = Vec::new();
    section_and_below(&RUNNER, &mut sections);
    section_and_below(&SOURCE, &mut sections);
    for scheme in SCHEMES {
        section_and_below(scheme.params, &mut sections);
    }
    for section in sections.clone() {
        section.keys.iter().for_each(|k| sections_of(&k.shape, &mut sections));
    }
    let mut definitions: Map<String, Value> = sections.iter().map(|s| (anchor(s), definition(s))).collect();
    definitions.insert("substitution".into(), substitution());
    definitions.insert("reference".into(), one_key(&["ref"], "A source: `{ref: name}`."));
    definitions.insert("sources".into(), sources());
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "karto",
        "description": RUNNER.about,
        "anyOf": [{"$ref": link(&RUNNER)}, {"allOf": [{"required": ["sources"]}, {"$ref": link(&CONF)}]}],
        "$defs": definitions,
    })
}

/// The name of a section's definition.
fn anchor(section: &KeySection) -> String {
    section.name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '-' }).collect()
}

fn link(section: &KeySection) -> String {
    format!("#/$defs/{}", anchor(section))
}

fn definition(section: &'static KeySection) -> Value {
    let mut properties = Map::new();
    let mut conditions = Vec::new();
    for key in section.keys {
        properties.insert(key.name.into(), property(key));
        for other in key.also {
            properties.insert((*other).into(), property(key));
        }
        if key.need == Requirement::Required {
            let names = std::iter::once(key.name).chain(key.also.iter().copied());
            conditions.push(json!({"anyOf": names.map(|n| json!({"required": [n]})).collect::<Vec<_>>()}));
        }
    }
    let mut schema = Map::new();
    schema.insert("description".into(), section.about.into());
    schema.insert("type".into(), "object".into());
    schema.insert("properties".into(), properties.into());
    if section.unknown == Unknown::Refused {
        schema.insert("additionalProperties".into(), false.into());
    }
    if std::ptr::eq(section, &SOURCE) {
        conditions.extend(SCHEMES.iter().filter_map(by_scheme));
    }
    if !conditions.is_empty() {
        schema.insert("allOf".into(), conditions.into());
    }
    schema.into()
}

/// The condition that checks `params` by the scheme of the URI.
fn by_scheme(scheme: &Scheme) -> Option<Value> {
    // Parameters may also be in the query of the URI, so none is required here.
    let pattern = format!("^({})://", scheme.names.join("|"));
    let mut params = definition(scheme.params);
    params.as_object_mut()?.remove("allOf");
    Some(json!({
        "if": {"properties": {"uri": {"type": "string", "pattern": pattern}}, "required": ["uri"]},
        "then": {"properties": {"params": params.clone(), "param": params}},
    }))
}

fn property(key: &'static Key) -> Value {
    let mut schema = match shape(&key.shape) {
        Value::Object(map) => map,
        _ => Map::new(),
    };
    schema.insert("description".into(), key.about.into());
    if let Some(default) = key.default {
        let value = match scalar::resolve(default) {
            Some(scalar::ScalarValue::Bool(b)) => json!(b),
            Some(scalar::ScalarValue::Integer(i)) => json!(i),
            Some(scalar::ScalarValue::Float(f)) => json!(f),
            _ => json!(default),
        };
        schema.insert("default".into(), value);
    }
    if key.need == Requirement::Unused {
        schema.insert("deprecated".into(), true.into());
    }
    schema.into()
}

/// A value, or a substitution for it.
fn or_substitution(value: Value) -> Value {
    json!({"anyOf": [value, {"$ref": "#/$defs/substitution"}]})
}

fn shape(shape_: &'static Shape) -> Value {
    match shape_ {
        Shape::Bool => or_substitution(json!({"type": "boolean"})),
        Shape::Integer(min, max) => or_substitution(json!({"type": "integer", "minimum": min, "maximum": max})),
        Shape::Number(min, max) => or_substitution(json!({"type": "number", "minimum": min, "maximum": max})),
        Shape::Text(form) => or_substitution(text(*form)),
        Shape::Secret => or_substitution(json!({"type": "string"})),
        Shape::Choice(words) => {
            let numbers = words.iter().filter_map(|w| w.parse::<i64>().ok()).map(Value::from);
            let words: Vec<Value> = words.iter().map(|w| Value::from(*w)).chain(numbers).collect();
            or_substitution(json!({"enum": words}))
        }
        Shape::Duration { milliseconds } => {
            let text = json!({"type": "string", "pattern": r"^[0-9]+(\.[0-9]+)? *(ms|s|sec|m|min|h|d)$|^0$"});
            let number = if *milliseconds { json!({"type": "number", "minimum": 0}) } else { json!({"const": 0}) };
            or_substitution(json!({"anyOf": [text, number]}))
        }
        Shape::Bytes => or_substitution(json!({"anyOf": [
            {"type": "integer", "minimum": 0},
            {"type": "string", "pattern": "^[0-9]+(\\.[0-9]+)? *([kKmMgG]([iI]?[bB])?|[bB])?$"},
        ]})),
        Shape::Reference => json!({"$ref": "#/$defs/reference"}),
        Shape::Loader => json!({"anyOf": [
            {"type": "string", "minLength": 1},
            one_key(&["npm", "npmpath", "loader", "npmloader", "path", "var", "env"], "A file in an npm package."),
        ]}),
        Shape::List(inner) => json!({"type": "array", "items": shape(inner)}),
        Shape::OneOrMore(inner) => json!({"anyOf": [shape(inner), {"type": "array", "items": shape(inner)}]}),
        Shape::Map(inner) => json!({"type": "object", "additionalProperties": shape(inner)}),
        Shape::Section(section) => json!({"$ref": link(section)}),
        Shape::Either(shapes) => json!({"anyOf": shapes.iter().map(shape).collect::<Vec<_>>()}),
        Shape::Off => json!({"const": false}),
        Shape::Free(_) => json!({}),
        Shape::Sources => json!({"anyOf": [
            {"type": "string", "minLength": 1},
            {"$ref": "#/$defs/sources"},
            {"type": "array", "items": {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/sources"}]}},
        ]}),
        Shape::Variables => json!({"anyOf": [
            {"type": "string", "minLength": 1},
            {"type": "object"},
            {"type": "array", "items": {"type": ["string", "object"]}},
        ]}),
        Shape::Params => json!({"type": "object"}),
    }
}

fn text(form: Form) -> Value {
    match form {
        Form::MayBeEmpty => json!({"type": "string"}),
        Form::HttpUrl => json!({"type": "string", "pattern": "^https?://."}),
        Form::DatabaseUrl => json!({"type": "string", "pattern": "^(postgres|postgresql|postgis)://."}),
        Form::SourceUri => json!({"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9+.-]*://"}),
        Form::HeaderValue => json!({"type": ["string", "number", "boolean"]}),
        _ => json!({"type": "string", "minLength": 1}),
    }
}

fn one_key(names: &[&str], about: &str) -> Value {
    let properties: Map<String, Value> = names.iter().map(|n| ((*n).to_owned(), json!({}))).collect();
    json!({
        "description": about,
        "type": "object",
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": false,
        "properties": properties,
    })
}

/// `{var: …}`, `{env: …}`, and the mapping that YAML reads for `{ env(NAME, default) }`.
fn substitution() -> Value {
    json!({
        "description": "A value from elsewhere: `{var: name}`, `{env: NAME}`, `{ env(NAME) }` or `{ env(NAME, default) }`.",
        "anyOf": [
            one_key(&["var", "env"], "A variable of the configuration, or an environment variable."),
            {"type": "object", "minProperties": 1, "patternProperties": {"^env\\(": {"type": "null"}}, "additionalProperties": {"type": "null"}},
        ],
    })
}

fn sources() -> Value {
    json!({
        "description": "The sources by their names.",
        "type": "object",
        "propertyNames": {"pattern": "^[A-Za-z][-A-Za-z0-9_]*$"},
        "additionalProperties": {"$ref": link(&SOURCE)},
    })
}
