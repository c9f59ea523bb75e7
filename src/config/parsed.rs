//! A configuration whose styles have not been checked yet.

use std::sync::Arc;

use super::{LoadedConfig, document::DocumentNode, secrets, style_use::StyleUse};
use crate::{
    diagnostic::{Diagnostics, SourceFiles},
    settings::Settings,
};

/// A configuration that has been read. The room `check` adds the diagnostics about its styles.
#[derive(Debug)]
pub(crate) struct Parsed {
    /// The settings as far as they can be read, even if there are errors.
    pub(crate) settings: Option<Settings>,
    /// The styles that the sources draw.
    pub(crate) styles: Vec<StyleUse>,
    /// The diagnostics so far.
    pub(crate) diagnostics: Diagnostics,
    /// The files read so far.
    pub(crate) files: SourceFiles,
    /// The documents in the files.
    pub(super) documents: Vec<DocumentNode>,
}

impl Parsed {
    /// Ends the checks. If any diagnostic is an error, the settings are dropped.
    pub(crate) fn finish(mut self) -> LoadedConfig {
        secrets::mention_in_files(&self.files, &self.documents, &mut self.diagnostics);
        self.diagnostics.sort();
        let settings = self.settings.filter(|_| !self.diagnostics.has_errors());
        LoadedConfig {
            settings,
            diagnostics: self.diagnostics,
            files: Arc::new(self.files),
            documents: Arc::new(self.documents),
        }
    }
}
