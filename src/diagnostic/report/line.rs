//! Reports with one line per diagnostic, for logs and for commands that only read a style.

use crate::diagnostic::{Diagnostic, SourceFile};

/// A diagnostic in `file` as a line: `style.json:7:83: error[K0704] layers[0].paint.line-wdth: … (did you mean
/// "line-width"?)`.
pub fn line(diagnostic: &Diagnostic, file: &SourceFile) -> String {
    let mut text = format!("{}:", file.path.display());
    if let Some(span) = diagnostic.span {
        let (line, column) = file.line_column(span.start);
        text.push_str(&format!("{line}:{column}:"));
    }
    text.push_str(&format!(" {}[{}] ", diagnostic.severity.name(), diagnostic.code.id()));
    if !diagnostic.path.is_empty() {
        text.push_str(&format!("{}: ", diagnostic.path));
    }
    text.push_str(&diagnostic.message);
    if let Some(name) = &diagnostic.suggestion {
        text.push_str(&format!(" (did you mean \"{name}\"?)"));
    }
    text
}
