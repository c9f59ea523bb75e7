//! Diagnostics.

use super::{Code, Severity, Span};

/// An error, a warning or a remark. Its texts never contain secrets.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// The kind of diagnostic.
    pub code: Code,
    /// How serious it is.
    pub severity: Severity,
    /// The place; `None` for input from outside of files (command line, environment).
    pub span: Option<Span>,
    /// The path of the value in its file: `services[0].conf.port`, `layers[3].paint.fill-color[2]`.
    pub path: String,
    /// The message, in one line.
    pub message: String,
    /// The reason or the consequence.
    pub cause: Option<String>,
    /// Advice.
    pub help: Option<String>,
    /// The name that was probably intended.
    pub suggestion: Option<String>,
    /// Related places.
    pub related: Vec<Related>,
}

/// A place that is related to a [`Diagnostic`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// The place.
    pub span: Span,
    /// A description of the place.
    pub note: String,
}

impl Diagnostic {
    fn new(code: Code, severity: Severity, span: Option<Span>, message: String) -> Self {
        let (path, cause, help, suggestion, related) = (String::new(), None, None, None, Vec::new());
        Self { code, severity, span, path, message, cause, help, suggestion, related }
    }

    /// An error at `span`.
    pub fn error(code: Code, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Error, span.into(), message.into())
    }

    /// A warning at `span`.
    pub fn warning(code: Code, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Warning, span.into(), message.into())
    }

    /// A remark at `span`.
    pub fn info(code: Code, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Info, span.into(), message.into())
    }

    /// Sets the path of the value.
    pub fn at(mut self, path: impl ToString) -> Self {
        self.path = path.to_string();
        self
    }

    /// Sets the reason or the consequence.
    pub fn cause(mut self, cause: impl Into<String>) -> Self {
        self.cause = Some(cause.into());
        self
    }

    /// Sets the advice.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Sets the name that was probably intended, if there is one.
    pub fn suggest(mut self, name: Option<impl Into<String>>) -> Self {
        self.suggestion = name.map(Into::into);
        self
    }

    /// Adds a related place.
    pub fn related(mut self, span: Span, note: impl Into<String>) -> Self {
        self.related.push(Related { span, note: note.into() });
        self
    }
}
