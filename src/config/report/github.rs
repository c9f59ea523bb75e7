//! For GitHub Actions: workflow commands that become annotations of a pull request.

use crate::config::{Finding, Loaded, Severity};

/// One `::error file=…,line=…,col=…,title=…::…` per finding.
pub fn render(loaded: &Loaded) -> String {
    loaded.findings.iter().map(|f| line(f, loaded)).collect()
}

fn line(finding: &Finding, loaded: &Loaded) -> String {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let mut properties = Vec::new();
    if let Some((span, file)) = finding.span.and_then(|s| Some((s, loaded.files.get(s.file)?))) {
        let (line, column) = file.line_column(span.start);
        properties.push(format!("file={}", property(&file.path.display().to_string())));
        properties.push(format!("line={line}"));
        properties.push(format!("col={column}"));
    }
    properties.push(format!("title={}", finding.code.id));
    let mut text = finding.message.clone();
    if !finding.path.is_empty() {
        text.push_str(&format!(" (at {})", finding.path));
    }
    if let Some(meant) = &finding.suggestion {
        text.push_str(&format!("\nDid you mean {meant}?"));
    }
    for more in [&finding.cause, &finding.help].into_iter().flatten() {
        text.push('\n');
        text.push_str(more);
    }
    format!("::{command} {}::{}\n", properties.join(","), data(&text))
}

/// Escapes the text of a command (actions/toolkit, `escapeData`).
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property of a command (actions/toolkit, `escapeProperty`).
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
