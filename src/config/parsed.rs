//! A configuration that has been read, but not all of it checked: what its styles need is left.

use std::sync::Arc;

use super::{Loaded, document::Node, secrets, style_use::StyleUse};
use crate::{
    diagnostic::{Diagnostics, SourceFiles},
    settings::Settings,
};

/// What the files say. The room `check` adds what is wrong with the styles that they name.
#[derive(Debug)]
pub(crate) struct Parsed {
    /// The settings as far as they can be read, even if there are errors.
    pub(crate) settings: Option<Settings>,
    /// The styles that the sources draw.
    pub(crate) styles: Vec<StyleUse>,
    /// What has been found so far.
    pub(crate) diagnostics: Diagnostics,
    /// The files read so far.
    pub(crate) files: SourceFiles,
    /// The documents in them.
    pub(super) documents: Vec<Node>,
}

impl Parsed {
    /// Ends the checks: with an error among the diagnostics there are no settings.
    pub(crate) fn finish(mut self) -> Loaded {
        secrets::mention_in_files(&self.files, &self.documents, &mut self.diagnostics);
        self.diagnostics.sort();
        let settings = self.settings.filter(|_| !self.diagnostics.has_errors());
        Loaded {
            settings,
            diagnostics: self.diagnostics,
            files: Arc::new(self.files),
            documents: Arc::new(self.documents),
        }
    }
}
