//! What is wrong with a document, collected while it is read. Places are looked up in the text only if there is
//! something to report.

use super::{Path, locate};
use crate::diagnostic::{Code, Diagnostic, Severity, SourceFile};

/// The problems found so far, in document order.
#[derive(Debug, Default)]
pub(super) struct Problems(Vec<Draft>);

/// A diagnostic whose place in the text is not known yet.
#[derive(Debug)]
pub(super) struct Draft {
    severity: Severity,
    code: Code,
    path: Path,
    message: String,
    suggestion: Option<String>,
    help: Option<String>,
}

impl Draft {
    /// Adds the name that was probably meant.
    pub(super) fn suggest(&mut self, name: &str) -> &mut Self {
        self.suggestion = Some(name.to_owned());
        self
    }

    /// Adds what to do, in place of the general help of the code.
    pub(super) fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    fn located(self, file: &SourceFile) -> Diagnostic {
        let Self { severity, code, path, message, suggestion, help } = self;
        let span = file.span(locate::locate(&file.text, &path.0));
        let diagnostic = match severity {
            Severity::Error => Diagnostic::error(code, span, message),
            Severity::Warning => Diagnostic::warning(code, span, message),
            Severity::Info => Diagnostic::info(code, span, message),
        };
        diagnostic.at(path).help(help.unwrap_or_else(|| general_help(code).to_owned())).suggest(suggestion)
    }
}

impl Problems {
    fn push(&mut self, severity: Severity, code: Code, path: Path, message: impl Into<String>) -> &mut Draft {
        let at = self.0.len();
        self.0.push(Draft { severity, code, path, message: message.into(), suggestion: None, help: None });
        &mut self.0[at]
    }

    /// Adds an error: the style is refused.
    pub(super) fn error(&mut self, code: Code, path: Path, message: impl Into<String>) -> &mut Draft {
        self.push(Severity::Error, code, path, message)
    }

    /// Adds a warning: the map is drawn, but not as the style says.
    pub(super) fn warn(&mut self, code: Code, path: Path, message: impl Into<String>) -> &mut Draft {
        self.push(Severity::Warning, code, path, message)
    }

    /// How many there are so far.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The diagnostics, each with its place in `file`.
    pub(super) fn located(self, file: &SourceFile) -> Vec<Diagnostic> {
        self.0.into_iter().map(|draft| draft.located(file)).collect()
    }
}

/// What to do about a problem of this kind, if it says nothing better.
pub(super) fn general_help(code: Code) -> &'static str {
    match code {
        Code::StyleProperty => "correct the name, or take it out",
        Code::StyleValue => "correct the value",
        Code::StyleExpression => "correct the expression",
        Code::StyleSource => "correct the layer, or the style's `sources`",
        Code::StyleSourceAddress => "add it, unless the configuration gives a source of karto instead",
        Code::StyleImage => "write an address, or a list of `{id, url}`",
        Code::StyleNotDrawn => "take it out, or expect a picture without it",
        _ => "correct the style; https://maplibre.org/maplibre-style-spec/ tells what it may hold",
    }
}
