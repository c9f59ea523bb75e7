//! What is wrong with a style, and where.

use std::ops::Range;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The map is drawn, but not as the style says.
    Warning,
    /// The style is refused.
    Error,
}

/// One finding in a style file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StyleProblem {
    /// Whether the style is refused for it.
    pub severity: Severity,
    /// A stable name of the kind of problem, such as `style/unknown-property`.
    pub code: &'static str,
    /// Where in the document: `layers[3].paint.fill-color[2]`.
    pub path: String,
    /// Line, counted from 1; 0 where the place cannot be found in the text.
    pub line: usize,
    /// Column in characters, counted from 1; 0 where the place cannot be found.
    pub column: usize,
    /// The bytes of the text it is about.
    pub span: Range<usize>,
    /// What is wrong and, where it can be said, what would be right.
    pub message: String,
    /// The name that was probably meant.
    pub suggestion: Option<String>,
    /// What to do.
    pub help: Option<String>,
}

impl std::fmt::Display for StyleProblem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let severity = match self.severity {
            Severity::Warning => "warning",
            Severity::Error => "error",
        };
        write!(f, "{severity}[{}] {}:{} {}: {}", self.code, self.line, self.column, self.path, self.message)?;
        match &self.suggestion {
            Some(name) => write!(f, " (did you mean \"{name}\"?)"),
            None => Ok(()),
        }
    }
}
