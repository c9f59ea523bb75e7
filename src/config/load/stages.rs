//! The state shared by the stages.

use super::LoadOptions;
use crate::{
    config::{Parsed, document::DocumentNode, expand::expand_environment, style_use::StyleUse},
    diagnostic::{Diagnostics, SourceFiles},
};

/// The state of the stages while a configuration is loaded.
pub(super) struct Stages<'o> {
    pub(super) options: &'o LoadOptions,
    pub(super) files: SourceFiles,
    pub(super) diagnostics: Diagnostics,
    pub(super) styles: Vec<StyleUse>,
    documents: Vec<DocumentNode>,
}

impl<'o> Stages<'o> {
    /// A state in which nothing has been read.
    pub(super) fn new(options: &'o LoadOptions) -> Self {
        Self {
            options,
            files: SourceFiles::default(),
            diagnostics: Diagnostics::default(),
            styles: Vec::new(),
            documents: Vec::new(),
        }
    }

    /// Keeps the document for masking secrets, and expands its environment variables.
    pub(super) fn prepare(&mut self, mut node: DocumentNode) -> DocumentNode {
        self.documents.push(node.clone());
        expand_environment(&mut node, &self.options.environment, &self.files, &mut self.diagnostics);
        node
    }

    /// Reads the settings in `main` and returns them with all diagnostics.
    pub(super) fn finish(mut self, main: Option<DocumentNode>) -> Parsed {
        let settings = main.and_then(|main| self.settings(main));
        let Self { styles, diagnostics, files, documents, .. } = self;
        Parsed { settings, styles, diagnostics, files, documents }
    }
}
