//! For machines.

use serde_json::{Map, Value, json};

use crate::config::{Finding, Loaded, Severity, document::Span};

/// `{ok, errors, warnings, findings: [{code, severity, message, file, line, column, …}]}`
pub fn render(loaded: &Loaded) -> String {
    let findings: Vec<Value> = loaded.findings.iter().map(|f| finding(f, loaded)).collect();
    let report = json!({
        "ok": !loaded.findings.has_errors(),
        "errors": loaded.findings.count(Severity::Error),
        "warnings": loaded.findings.count(Severity::Warning),
        "infos": loaded.findings.count(Severity::Info),
        "findings": findings,
    });
    format!("{report:#}\n")
}

fn place(span: Span, loaded: &Loaded) -> Map<String, Value> {
    let mut map = Map::new();
    let Some(file) = loaded.files.get(span.file) else { return map };
    let ((line, column), (end_line, end_column)) = (file.line_column(span.start), file.line_column(span.end));
    map.insert("file".into(), file.path.display().to_string().into());
    map.insert("line".into(), line.into());
    map.insert("column".into(), column.into());
    map.insert("endLine".into(), end_line.into());
    map.insert("endColumn".into(), end_column.into());
    map
}

fn finding(finding: &Finding, loaded: &Loaded) -> Value {
    let mut map = Map::new();
    map.insert("code".into(), finding.code.id.into());
    map.insert("severity".into(), finding.severity.name().into());
    map.insert("message".into(), finding.message.clone().into());
    if let Some(span) = finding.span {
        map.extend(place(span, loaded));
    }
    let texts = [
        ("path", Some(&finding.path).filter(|p| !p.is_empty())),
        ("cause", finding.cause.as_ref()),
        ("help", finding.help.as_ref()),
        ("didYouMean", finding.suggestion.as_ref()),
    ];
    for (key, text) in texts {
        if let Some(text) = text {
            map.insert(key.into(), text.clone().into());
        }
    }
    if !finding.related.is_empty() {
        let related = finding.related.iter().map(|r| {
            let mut map = place(r.span, loaded);
            map.insert("note".into(), r.note.clone().into());
            Value::Object(map)
        });
        map.insert("related".into(), related.collect());
    }
    Value::Object(map)
}
