//! Lists of diagnostics.

use super::{Diagnostic, Severity};

/// The diagnostics of a run, in the order in which they were reported.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics(Vec<Diagnostic>);

impl Diagnostics {
    /// Adds a diagnostic. If there is the same one at the same place, only its related places are added to that.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        let same = |known: &&mut Diagnostic| {
            known.code == diagnostic.code
                && known.span == diagnostic.span
                && known.span.is_some()
                && known.message == diagnostic.message
        };
        match self.0.iter_mut().find(same) {
            Some(known) => {
                for place in diagnostic.related {
                    if !known.related.contains(&place) {
                        known.related.push(place);
                    }
                }
            }
            None => self.0.push(diagnostic),
        }
    }

    /// All diagnostics.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.0.iter()
    }

    /// All diagnostics, mutable.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Diagnostic> {
        self.0.iter_mut()
    }

    /// The number of diagnostics with `severity`.
    pub fn count(&self, severity: Severity) -> usize {
        self.0.iter().filter(|d| d.severity == severity).count()
    }

    /// Whether there are errors, so that karto must not start.
    pub fn has_errors(&self) -> bool {
        self.count(Severity::Error) > 0
    }

    /// Whether there are no diagnostics.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A summary such as `2 errors, 1 warning`; `no findings` if the list is empty.
    pub fn summary(&self) -> String {
        let counted = |severity, one: &str| match self.count(severity) {
            0 => None,
            1 => Some(format!("1 {one}")),
            n => Some(format!("{n} {one}s")),
        };
        let parts = [
            counted(Severity::Error, "error"),
            counted(Severity::Warning, "warning"),
            counted(Severity::Info, "remark"),
        ];
        let parts: Vec<_> = parts.into_iter().flatten().collect();
        if parts.is_empty() { "no findings".into() } else { parts.join(", ") }
    }

    /// Sorts by severity and then by place. Errors come last, where a terminal shows them.
    pub(crate) fn sort(&mut self) {
        self.0.sort_by_key(|d| (d.severity, d.span));
    }
}

impl Extend<Diagnostic> for Diagnostics {
    fn extend<T: IntoIterator<Item = Diagnostic>>(&mut self, diagnostics: T) {
        diagnostics.into_iter().for_each(|d| self.push(d));
    }
}
