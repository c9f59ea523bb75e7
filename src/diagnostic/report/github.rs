//! Reports for GitHub Actions: workflow commands, which become annotations of a pull request.

use crate::diagnostic::{Diagnostic, Diagnostics, Severity, SourceFiles};

/// The diagnostics as workflow commands: `::error file=…,line=…,col=…,title=…::…`.
pub fn github(diagnostics: &Diagnostics, files: &SourceFiles) -> String {
    diagnostics.iter().map(|d| line(d, files)).collect()
}

fn line(diagnostic: &Diagnostic, files: &SourceFiles) -> String {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let mut properties = Vec::new();
    if let Some((span, file)) = diagnostic.span.and_then(|s| Some((s, files.get(s.file)?))) {
        let (line, column) = file.line_column(span.start);
        properties.push(format!("file={}", property(&file.path.display().to_string())));
        properties.push(format!("line={line}"));
        properties.push(format!("col={column}"));
    }
    properties.push(format!("title={}", diagnostic.code.id()));
    let mut text = diagnostic.message.clone();
    if !diagnostic.path.is_empty() {
        text.push_str(&format!(" (at {})", diagnostic.path));
    }
    if let Some(meant) = &diagnostic.suggestion {
        text.push_str(&format!("\nDid you mean {meant}?"));
    }
    for more in [&diagnostic.cause, &diagnostic.help].into_iter().flatten() {
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
