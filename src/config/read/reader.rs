//! What is shared while settings are read.

use std::path::PathBuf;

use super::{paths, wanted::Wanted};
use crate::{
    config::{
        document::Node,
        environment::Environment,
        schema::{At, Checker},
        style_use::StyleUse,
    },
    diagnostic::Span,
    settings::FreshnessSettings,
};

/// What reading needs to know beside the nodes, and what it finds out for later stages.
pub struct Reader<'a, 'c> {
    /// For findings.
    pub checker: &'c mut Checker<'a>,
    /// For npm packages (`NODE_PATH`).
    pub environment: &'a Environment,
    /// npm module or source name → style.
    pub substitutes: Vec<(String, PathBuf)>,
    /// Files to be looked for.
    pub wanted: Vec<Wanted>,
    /// CartoCSS projects that the built-in style stands in for: name, place, YAML path.
    pub stood_in: Vec<(String, Span, String)>,
    /// Styles that sources name.
    pub styles: Vec<StyleUse>,
    /// Freshness of sources that do not say otherwise.
    pub freshness: FreshnessSettings,
    /// `allSourcesPublic`.
    pub all_public: bool,
}

impl Reader<'_, '_> {
    /// The path in `text`, relative to the folder of the file that names it.
    pub fn path(&self, node: &Node, text: &str) -> PathBuf {
        paths::beside(self.checker.files, node.content_span(), text)
    }

    /// The path in `node`, which must exist.
    pub fn wanted(&mut self, node: &Node, at: At, folder: bool) -> Option<PathBuf> {
        let path = self.path(node, node.text()?);
        self.want(path.clone(), node, at, folder);
        Some(path)
    }

    /// Notes that `path`, named by `node`, must exist.
    pub fn want(&mut self, path: PathBuf, node: &Node, at: At, folder: bool) {
        self.wanted.push(Wanted { path, folder, node: node.clone(), at });
    }
}
