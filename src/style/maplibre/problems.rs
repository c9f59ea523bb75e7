//! Collects problems while a document is read. Positions are only looked up in the text if there is something to
//! report.

use super::{Path, locate::Locator};
use crate::diagnostic::{Code, Diagnostic, Severity, SourceFile};

/// The problems found so far, in document order.
#[derive(Debug, Default)]
pub(super) struct Problems(Vec<Draft>);

/// A diagnostic without its position in the text.
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
    /// Suggests the name that was probably meant.
    pub(super) fn suggest(&mut self, name: &str) -> &mut Self {
        self.suggestion = Some(name.to_owned());
        self
    }

    /// Sets a help text that replaces the general one of the code.
    pub(super) fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    fn located(self, file: &SourceFile, locator: &mut Locator<'_>) -> Diagnostic {
        let Self { severity, code, path, message, suggestion, help } = self;
        let span = file.span(locator.locate(&path.0));
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

    /// Adds an error: the style is rejected.
    pub(super) fn error(&mut self, code: Code, path: Path, message: impl Into<String>) -> &mut Draft {
        self.push(Severity::Error, code, path, message)
    }

    /// Adds a warning: the map is drawn, but not as specified by the style.
    pub(super) fn warn(&mut self, code: Code, path: Path, message: impl Into<String>) -> &mut Draft {
        self.push(Severity::Warning, code, path, message)
    }

    /// Number of problems so far.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// The diagnostics with their positions in `file`.
    pub(super) fn located(self, file: &SourceFile) -> Vec<Diagnostic> {
        let mut locator = Locator::new(&file.text);
        self.0.into_iter().map(|draft| draft.located(file, &mut locator)).collect()
    }
}

/// The help text for problems of this code without a more specific one.
pub(super) fn general_help(code: Code) -> &'static str {
    match code {
        Code::StyleProperty => "correct the name, or remove it",
        Code::StyleValue => "correct the value",
        Code::StyleExpression => "correct the expression",
        Code::StyleSource => "correct the layer, or the style's `sources`",
        Code::StyleSourceAddress => "add it, unless the configuration replaces this source",
        Code::StyleImage => "write an address, or a list of `{id, url}`",
        Code::StyleNotDrawn => "remove it, or expect a picture without it",
        _ => "correct the style; https://maplibre.org/maplibre-style-spec/ describes what it may contain",
    }
}
