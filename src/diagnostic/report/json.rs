//! Reports in JSON.

use serde_json::{Map, Value, json};

use crate::diagnostic::{Diagnostic, Diagnostics, Severity, SourceFiles, Span};

/// `{ok, errors, warnings, findings: [{code, severity, message, file, line, column, …}]}`
pub fn json(diagnostics: &Diagnostics, files: &SourceFiles) -> String {
    let findings: Vec<Value> = diagnostics.iter().map(|d| object(d, files)).collect();
    let report = json!({
        "ok": !diagnostics.has_errors(),
        "errors": diagnostics.count(Severity::Error),
        "warnings": diagnostics.count(Severity::Warning),
        "infos": diagnostics.count(Severity::Info),
        "findings": findings,
    });
    format!("{report:#}\n")
}

fn place(span: Span, files: &SourceFiles) -> Map<String, Value> {
    let mut map = Map::new();
    let Some(file) = files.get(span.file) else { return map };
    let ((line, column), (end_line, end_column)) = (file.line_column(span.start), file.line_column(span.end));
    map.insert("file".into(), file.path.display().to_string().into());
    map.insert("line".into(), line.into());
    map.insert("column".into(), column.into());
    map.insert("endLine".into(), end_line.into());
    map.insert("endColumn".into(), end_column.into());
    map
}

fn object(diagnostic: &Diagnostic, files: &SourceFiles) -> Value {
    let mut map = Map::new();
    map.insert("code".into(), diagnostic.code.id().into());
    map.insert("severity".into(), diagnostic.severity.name().into());
    map.insert("message".into(), diagnostic.message.clone().into());
    if let Some(span) = diagnostic.span {
        map.extend(place(span, files));
    }
    let texts = [
        ("path", Some(&diagnostic.path).filter(|p| !p.is_empty())),
        ("cause", diagnostic.cause.as_ref()),
        ("help", diagnostic.help.as_ref()),
        ("didYouMean", diagnostic.suggestion.as_ref()),
    ];
    for (key, text) in texts {
        if let Some(text) = text {
            map.insert(key.into(), text.clone().into());
        }
    }
    if !diagnostic.related.is_empty() {
        let related = diagnostic.related.iter().map(|r| {
            let mut map = place(r.span, files);
            map.insert("note".into(), r.note.clone().into());
            Value::Object(map)
        });
        map.insert("related".into(), related.collect());
    }
    Value::Object(map)
}
