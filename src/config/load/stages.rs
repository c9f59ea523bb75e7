//! The stages in progress, and what they share.

use super::LoadOptions;
use crate::{
    config::{Parsed, document::Node, expand::expand_environment, style_use::StyleUse},
    diagnostic::{Diagnostics, SourceFiles},
};

/// The stages in progress.
pub(super) struct Stages<'o> {
    pub(super) options: &'o LoadOptions,
    pub(super) files: SourceFiles,
    pub(super) diagnostics: Diagnostics,
    pub(super) styles: Vec<StyleUse>,
    documents: Vec<Node>,
}

impl<'o> Stages<'o> {
    /// Nothing read yet.
    pub(super) fn new(options: &'o LoadOptions) -> Self {
        Self {
            options,
            files: SourceFiles::default(),
            diagnostics: Diagnostics::default(),
            styles: Vec::new(),
            documents: Vec::new(),
        }
    }

    /// Keeps the document for masking, and fills in environment variables.
    pub(super) fn prepare(&mut self, mut node: Node) -> Node {
        self.documents.push(node.clone());
        expand_environment(&mut node, &self.options.environment, &self.files, &mut self.diagnostics);
        node
    }

    /// The settings in `main`, and all that was found on the way.
    pub(super) fn finish(mut self, main: Option<Node>) -> Parsed {
        let settings = main.and_then(|main| self.settings(main));
        let Self { styles, diagnostics, files, documents, .. } = self;
        Parsed { settings, styles, diagnostics, files, documents }
    }
}
