//! Reports what is wrong with values.

use super::At;
use crate::{
    config::{document::Node, expand::Variables, keys::Section, secrets},
    diagnostic::{Code, Diagnostic, Diagnostics, SourceFiles, Span},
};

/// Walks values and reports what is wrong with them.
pub struct Checker<'a> {
    /// The files, for texts that YAML has already taken apart.
    pub files: &'a SourceFiles,
    /// The variables, for the places that use one.
    pub variables: &'a Variables,
    /// Where diagnostics go.
    pub diagnostics: &'a mut Diagnostics,
    /// The parameters of the source that is looked at.
    pub params: Option<&'static Section>,
    /// Keys without effect in karto that were met: name and place.
    pub unused: Vec<(String, Span)>,
}

impl<'a> Checker<'a> {
    /// A checker that reports to `diagnostics`.
    pub fn new(files: &'a SourceFiles, variables: &'a Variables, diagnostics: &'a mut Diagnostics) -> Self {
        Self { files, variables, diagnostics, params: None, unused: Vec::new() }
    }

    /// Adds a diagnostic about `node`. A value from a variable is reported where the variable is defined,
    /// with every place that uses it.
    pub fn report(&mut self, node: &Node, at: &At, diagnostic: Diagnostic) {
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

    /// An error of `code` about `node` with message and help.
    pub fn error(&mut self, code: Code, node: &Node, at: &At, message: String, help: impl Into<String>) {
        self.report(node, at, Diagnostic::error(code, node.span, message).help(help));
    }

    /// What stands for the value in a message: never a secret.
    pub fn shown(&self, node: &Node, at: &At) -> String {
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
