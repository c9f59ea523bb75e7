//! What is wrong (or worth knowing) about a configuration.

use super::{codes::Code, document::Span};
pub use crate::spelling::did_you_mean;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing.
    Info,
    /// Works, but hardly as meant.
    Warning,
    /// karto does not start with it.
    Error,
}

impl Severity {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// One thing that is wrong, or worth knowing. Its texts never hold secrets.
#[derive(Debug, Clone)]
pub struct Finding {
    /// Stable code.
    pub code: Code,
    /// How bad.
    pub severity: Severity,
    /// Where; `None` for what was said outside of any file (command line, environment).
    pub span: Option<Span>,
    /// YAML path of the value inside its file: `services[0].conf.port`.
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

/// Another place that belongs to a [`Finding`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub span: Span,
    /// What is there.
    pub note: String,
}

impl Finding {
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

    /// Adds the YAML path.
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

/// All findings of one run, in the order they were made.
#[derive(Debug, Clone, Default)]
pub struct Findings(Vec<Finding>);

impl Findings {
    /// Adds one. The same thing at the same place is only said once; places that the new one adds are kept.
    pub fn push(&mut self, finding: Finding) {
        let same = |f: &&mut Finding| {
            f.code == finding.code && f.span == finding.span && f.span.is_some() && f.message == finding.message
        };
        match self.0.iter_mut().find(same) {
            Some(said) => {
                for place in finding.related {
                    if !said.related.contains(&place) {
                        said.related.push(place);
                    }
                }
            }
            None => self.0.push(finding),
        }
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.0.iter()
    }

    /// All of them, to add to them.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Finding> {
        self.0.iter_mut()
    }

    /// How many have `severity`.
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|f| f.severity == severity).count()
    }

    /// Whether karto must not start.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Sorts by severity, so that errors stand last, where a terminal shows them; then by place.
    pub(crate) fn sort(&mut self) {
        self.0.sort_by_key(|f| (f.severity, f.span));
    }
}

impl Extend<Finding> for Findings {
    fn extend<T: IntoIterator<Item = Finding>>(&mut self, findings: T) {
        findings.into_iter().for_each(|f| self.push(f));
    }
}
