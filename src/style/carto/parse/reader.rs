//! The state of reading a style sheet.

use super::{explain, scanner::Scanner, sheet_text::SheetText};
use crate::{
    diagnostic::{Diagnostics, Span},
    style::carto::{
        CartoVersion,
        filter::FilterArena,
        reference::ReferenceTable,
        value::{NodeKind, NodeRef, ValueNode},
    },
};

/// How deep blocks and parentheses may be nested.
const MAX_DEPTH: usize = 64;

/// Reads one style sheet.
pub(super) struct SheetReader<'r> {
    pub(super) sheet: &'r SheetText<'r>,
    pub(super) scanner: Scanner<'r>,
    pub(super) reference: &'static ReferenceTable,
    pub(super) version: CartoVersion,
    pub(super) filters: &'r mut FilterArena,
    pub(super) diagnostics: &'r mut Diagnostics,
    depth: usize,
    /// The number of operations in the declaration or filter so far.
    pub(super) operations: usize,
    /// Whether an error has been found after which carto reads nothing more.
    pub(super) failed: bool,
}

impl<'r> SheetReader<'r> {
    /// At the start of a style sheet.
    pub(super) fn new(
        sheet: &'r SheetText<'r>,
        ends: Vec<usize>,
        reference: &'static ReferenceTable,
        version: CartoVersion,
        filters: &'r mut FilterArena,
        diagnostics: &'r mut Diagnostics,
    ) -> Self {
        let scanner = Scanner::new(&sheet.text, ends);
        Self { sheet, scanner, reference, version, filters, diagnostics, depth: 0, operations: 0, failed: false }
    }

    /// Reads something nested, unless it is too deep.
    pub(super) fn nested<T>(&mut self, read: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if self.failed {
            return None;
        }
        if self.depth >= MAX_DEPTH {
            let at = self.scanner.position();
            self.fail(explain::too_deep(self.sheet.span(at, at + 1)));
            return None;
        }
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }

    /// Reports an error after which nothing more is read.
    pub(super) fn fail(&mut self, diagnostic: crate::diagnostic::Diagnostic) {
        self.failed = true;
        self.diagnostics.push(diagnostic);
    }

    /// The place from `start` to the current position, without white space at its end.
    pub(super) fn span_from(&self, start: usize) -> Span {
        let read = self.sheet.text.get(start..self.scanner.position()).unwrap_or("");
        self.sheet.span(start, start + read.trim_end().len())
    }

    /// A value that begins at `start` and ends here.
    pub(super) fn node(&self, kind: NodeKind, start: usize) -> NodeRef {
        ValueNode::new(kind, self.span_from(start))
    }

    /// Reports a rest of the style sheet that carto does not read.
    pub(super) fn finish(&mut self) {
        if !self.failed && !self.scanner.at_end() {
            self.diagnostics.push(explain::rest_ignored(self.sheet, self.scanner.position()));
        }
    }
}
