//! `/?doc`: the OpenAPI description as an HTML page: Swagger UI, and a list of all examples for browsers without scripts.
//! It loads only files of karto itself.

use std::fmt::Write;

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value};

use crate::{http::escape::escaped, version::VERSION};

/// Writes the page for `spec`.
pub(super) fn write(spec: &Value) -> String {
    let mut articles = String::new();
    for (path, methods) in entries(spec.get("paths")) {
        for (method, operation) in entries(Some(methods)) {
            articles.push_str(&article(path, method, operation));
        }
    }
    include_str!("assets/doc.html").replace("{{version}}", VERSION).replace("{{paths}}", &articles)
}

fn entries(value: Option<&Value>) -> impl Iterator<Item = (&String, &Value)> {
    value.and_then(Value::as_object).into_iter().flatten()
}

fn article(path: &str, method: &str, operation: &Value) -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = write!(
        out,
        "<article><h2><span>{}</span>{}</h2>\n<p>{}</p>\n",
        escaped(&method.to_uppercase()),
        escaped(path),
        escaped(text(operation.get("summary")).as_str())
    );
    let rows: String = list(operation.get("parameters")).map(row).collect();
    if !rows.is_empty() {
        let _ = writeln!(out, "<table>{rows}</table>");
    }
    let links: String = list(operation.get("x-amples")).map(|ample| link(path, ample)).collect();
    let _ = writeln!(out, "<p class=\"try\">Try: {links}</p></article>");
    out
}

fn row(parameter: &Value) -> String {
    let schema = parameter.get("schema");
    let of = |key: &str| schema.and_then(|schema| schema.get(key));
    let choices: Vec<String> = list(of("enum")).map(|choice| text(Some(choice))).collect();
    let values = match (choices.is_empty(), of("pattern"), of("maximum")) {
        (false, ..) => choices.join(", "),
        (_, Some(pattern), _) => text(Some(pattern)),
        (_, _, Some(most)) => format!("{} to {}", text(of("minimum")), text(Some(most))),
        _ => text(of("type")),
    };
    let about = text(parameter.get("description"));
    let about = if about.is_empty() { values } else { format!("{about}: {values}") };
    let (name, place) = (text(parameter.get("name")), text(parameter.get("in")));
    format!("<tr><td>{}</td><td>{}</td><td>{}</td></tr>", escaped(&name), escaped(&place), escaped(&about))
}

/// A link to the example. It is relative, so that it works under any path prefix.
fn link(path: &str, ample: &Value) -> String {
    let request = ample.get("request");
    let part = |name: &str| request.and_then(|request| request.get(name)).and_then(Value::as_object);
    let mut target = filled(path, part("params"));
    for (i, (name, value)) in part("query").into_iter().flatten().enumerate() {
        let value = encoded(&text(Some(value)));
        let _ = write!(target, "{}{}", if i == 0 { '?' } else { '&' }, encoded(name));
        if !value.is_empty() {
            let _ = write!(target, "={value}");
        }
    }
    format!("<a href=\".{}\">{}</a> ", escaped(&target), escaped(&text(ample.get("title"))))
}

/// `path` with its `{…}` placeholders replaced by the values of `params`.
fn filled(path: &str, params: Option<&Map<String, Value>>) -> String {
    params
        .into_iter()
        .flatten()
        .fold(path.to_owned(), |path, (name, value)| path.replace(&format!("{{{name}}}"), &encoded(&text(Some(value)))))
}

/// Percent-encodes characters that are not allowed in a path or query; `default@2x.png` stays as it is.
fn encoded(text: &str) -> String {
    const KEPT: &percent_encoding::AsciiSet =
        &NON_ALPHANUMERIC.remove(b'.').remove(b'-').remove(b'_').remove(b'~').remove(b'@').remove(b':').remove(b',');
    utf8_percent_encode(text, KEPT).to_string()
}

fn list(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    value.and_then(Value::as_array).into_iter().flatten()
}

fn text(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    }
}
