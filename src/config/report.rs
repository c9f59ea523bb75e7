//! Reports of what was loaded: secrets in the files are masked.

use super::{Loaded, secrets::secret_ranges};
use crate::diagnostic::report::{self, Masked};

impl Loaded {
    /// For people: each diagnostic with the lines it is about. `color` adds terminal colors.
    pub fn human(&self, color: bool) -> String {
        let masked = self.files.iter().map(|(id, file)| {
            let document = self.documents.iter().find(|d| d.span.file == id);
            Masked::new(file, secret_ranges(file, document))
        });
        report::human(&self.diagnostics, &self.files, &masked.collect::<Vec<_>>(), color)
    }

    /// For machines: one JSON object.
    pub fn json(&self) -> String {
        report::json(&self.diagnostics, &self.files)
    }

    /// For GitHub Actions: one workflow command per diagnostic.
    pub fn github(&self) -> String {
        report::github(&self.diagnostics, &self.files)
    }
}
