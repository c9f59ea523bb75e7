//! The state shared while settings are read.

use std::path::PathBuf;

use super::{paths, required_file::RequiredFile};
use crate::{
    config::{
        document::DocumentNode,
        environment::Environment,
        schema::{At, Checker},
        style_use::StyleUse,
    },
    settings::FreshnessSettings,
};

/// Inputs of the reader other than the nodes, and what it collects for later stages.
pub(crate) struct ConfigReader<'a, 'c> {
    /// Reports diagnostics.
    pub checker: &'c mut Checker<'a>,
    /// The environment variables, for npm packages (`NODE_PATH`).
    pub environment: &'a Environment,
    /// Substitute styles, by npm module or source name.
    pub substitutes: Vec<(String, PathBuf)>,
    /// Files and folders that must exist.
    pub required_files: Vec<RequiredFile>,
    /// Styles that sources name.
    pub styles: Vec<StyleUse>,
    /// The default freshness of sources.
    pub freshness: FreshnessSettings,
    /// `allSourcesPublic`.
    pub all_public: bool,
}

impl ConfigReader<'_, '_> {
    /// The path in `text`, relative to the folder of the file that names it.
    pub(crate) fn path(&self, node: &DocumentNode, text: &str) -> PathBuf {
        paths::beside(self.checker.files, node.content_span(), text)
    }

    /// The path in `node`, which must exist.
    pub(crate) fn required_file(&mut self, node: &DocumentNode, at: At, folder: bool) -> Option<PathBuf> {
        let path = self.path(node, node.text()?);
        self.want(path.clone(), node, at, folder);
        Some(path)
    }

    /// Records that `path`, which `node` names, must exist.
    pub(crate) fn want(&mut self, path: PathBuf, node: &DocumentNode, at: At, folder: bool) {
        self.required_files.push(RequiredFile { path, folder, node: node.clone(), at });
    }
}
