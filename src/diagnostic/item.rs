//! One diagnostic.

use super::{Code, Severity, Span};

/// One thing that is wrong, or worth knowing. Its texts never hold secrets.
#[derive(Debug, Clone)]
pub struct Diagnostic {
    /// Its kind.
    pub code: Code,
    /// How serious it is.
    pub severity: Severity,
    /// Where; `None` for what was given outside of any file (command line, environment).
    pub span: Option<Span>,
    /// Path of the value inside its file: `services[0].conf.port`, `layers[3].paint.fill-color[2]`.
    pub path: String,
    /// What is wrong, in one line.
    pub message: String,
    /// Why it is, or what it would do.
    pub cause: Option<String>,
    /// What to do.
    pub help: Option<String>,
    /// The name that was probably meant.
    pub suggestion: Option<String>,
    /// Other places that belong to it.
    pub related: Vec<Related>,
}

/// Another place that belongs to a [`Diagnostic`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub span: Span,
    /// What is there.
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

    /// Something to know at `span`.
    pub fn info(code: Code, span: impl Into<Option<Span>>, message: impl Into<String>) -> Self {
        Self::new(code, Severity::Info, span.into(), message.into())
    }

    /// Adds the path of the value.
    pub fn at(mut self, path: impl ToString) -> Self {
        self.path = path.to_string();
        self
    }

    /// Adds why it is, or what it would do.
    pub fn cause(mut self, cause: impl Into<String>) -> Self {
        self.cause = Some(cause.into());
        self
    }

    /// Adds what to do.
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds the name that was probably meant, if there is one.
    pub fn suggest(mut self, name: Option<impl Into<String>>) -> Self {
        self.suggestion = name.map(Into::into);
        self
    }

    /// Adds another place.
    pub fn related(mut self, span: Span, note: impl Into<String>) -> Self {
        self.related.push(Related { span, note: note.into() });
        self
    }
}
