//! A configuration that has been read and checked.

use std::sync::Arc;

use super::{
    document::DocumentNode,
    place,
    secrets::{self, secret_ranges},
};
use crate::{
    diagnostic::{
        Code, Diagnostic, Diagnostics, SourceFiles,
        report::{self, Masked},
    },
    settings::{Place, Settings},
};

/// The settings of a configuration, with the diagnostics about it.
#[derive(Debug, Clone)]
pub struct LoadedConfig {
    /// The settings; `None` if any diagnostic is an error.
    pub settings: Option<Settings>,
    /// All diagnostics, sorted by severity and place.
    pub diagnostics: Diagnostics,
    /// The files that were read, for snippets.
    pub files: Arc<SourceFiles>,
    /// The documents of the files, for masking secrets.
    pub(super) documents: Arc<Vec<DocumentNode>>,
}

impl LoadedConfig {
    /// Adds an error if the version of this binary is not `wanted`.
    pub fn require_version(&mut self, wanted: &str) {
        let version = crate::version::VERSION;
        if wanted == version {
            return;
        }
        let diagnostic = Diagnostic::error(
            Code::WrongVersion,
            None,
            format!("this is karto {version}, but version {wanted} is required"),
        );
        self.diagnostics.push(
            diagnostic
                .cause("the configuration or chart is for a different release than the binary or image")
                .help(format!("use the image of version {wanted}, or the chart of version {version}")),
        );
        self.settings = None;
    }

    /// Adds a warning that a database host is unavailable although others can serve in its place.
    pub fn add_absence(&mut self, place: &Place, path: &str, message: &str) {
        let span = place::word_at(place, &self.files);
        let diagnostic = Diagnostic::warning(Code::ConnectFailed, span, secrets::mask(message)).at(path);
        self.diagnostics.push(
            diagnostic
                .cause("the other hosts serve in its place, with less capacity and redundancy")
                .help("check that it runs and is reachable from here, or remove it from the configuration"),
        );
    }

    /// Adds an error that a trial connection found for the thing configured at `place`.
    pub fn add_trial(&mut self, place: &Place, path: &str, message: String) {
        let span = place::word_at(place, &self.files);
        let message = secrets::mask(&message);
        let help =
            "check that it runs and is reachable from here, and that address, user name and password are correct";
        self.diagnostics.push(Diagnostic::error(Code::ConnectFailed, span, message).at(path).help(help));
        self.settings = None;
    }

    /// The diagnostics as text for people, with snippets of the files. `color` enables terminal colors.
    pub fn human(&self, color: bool) -> String {
        let masked = self.files.iter().map(|(id, file)| {
            let document = self.documents.iter().find(|d| d.span.file == id);
            Masked::new(file, secret_ranges(file, document))
        });
        report::human(&self.diagnostics, &self.files, &masked.collect::<Vec<_>>(), color)
    }

    /// The diagnostics as a JSON object.
    pub fn json(&self) -> String {
        report::json(&self.diagnostics, &self.files)
    }

    /// The diagnostics as workflow commands of GitHub Actions.
    pub fn github(&self) -> String {
        report::github(&self.diagnostics, &self.files)
    }
}
