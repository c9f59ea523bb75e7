//! The state of the schema checks.

use super::At;
use crate::{
    config::{document::DocumentNode, expand::Variables, keys::KeySection, secrets},
    diagnostic::{Code, Diagnostic, Diagnostics, SourceFiles, Span},
};

/// Checks values against the schema and reports errors.
pub(crate) struct Checker<'a> {
    /// The source files.
    pub files: &'a SourceFiles,
    /// The variables, with the places that use them.
    pub variables: &'a Variables,
    /// Where diagnostics go.
    pub diagnostics: &'a mut Diagnostics,
    /// The section for `params` of the current source.
    pub params: Option<&'static KeySection>,
    /// Keys without effect in karto that were found: name and place.
    pub unused: Vec<(String, Span)>,
}

impl<'a> Checker<'a> {
    /// A checker that reports to `diagnostics`.
    pub(crate) fn new(files: &'a SourceFiles, variables: &'a Variables, diagnostics: &'a mut Diagnostics) -> Self {
        Self { files, variables, diagnostics, params: None, unused: Vec::new() }
    }

    /// Adds a diagnostic about `node`. A value from a variable is reported where the variable is defined, with all
    /// places that use it.
    pub(crate) fn report(&mut self, node: &DocumentNode, at: &At, diagnostic: Diagnostic) {
        let mut diagnostic = diagnostic.at(&at.path);
        if let Some(name) = node.variable() {
            diagnostic.span = Some(node.content_span());
            diagnostic.path = format!("variables.{name}");
            let uses = self.variables.get(name).map_or(&[][..], |v| &v.uses);
            for (span, path) in uses {
                diagnostic = diagnostic.related(*span, format!("`{{var: {name}}}` is used at `{path}`"));
            }
        }
        self.diagnostics.push(diagnostic);
    }

    /// Adds an error about `node`.
    pub(crate) fn error(&mut self, code: Code, node: &DocumentNode, at: &At, message: String, help: impl Into<String>) {
        self.report(node, at, Diagnostic::error(code, node.span, message).help(help));
    }

    /// The value as it is shown in messages, without secrets.
    pub(crate) fn shown(&self, node: &DocumentNode, at: &At) -> String {
        if let Some(name) = node.environment() {
            return format!("the value of the environment variable `{name}`");
        }
        match node.scalar() {
            Some(_) if at.secret => "this value".into(),
            Some(scalar) => {
                let masked = secrets::mask(&scalar.text);
                let line: String = masked.split_whitespace().collect::<Vec<_>>().join(" ");
                let short = line
                    .char_indices()
                    .nth(60)
                    .map_or(line.clone(), |(cut, _)| format!("{}…", line.get(..cut).unwrap_or("")));
                format!("`{short}`")
            }
            None => node.describe().into(),
        }
    }
}
