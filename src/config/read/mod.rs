//! Checked nodes → typed settings. Every key is named here once more, by the name in its table; that
//! the table has it is asserted in debug builds, so a test that loads it would fail.

pub mod fields;
mod handlers;
mod karto;
mod kinds;
mod postgis;
mod server;
mod source;
mod style;
pub mod uri;

pub use handlers::handlers;
pub use karto::{freshness, karto};
pub use server::{log_level, metrics, server};
pub use source::read_source;
pub use style::mention_stand_ins;

use std::path::{Path, PathBuf};

use super::{document::Node, environment::Environment, schema::Checker, style_use::StyleUse};
use crate::{
    diagnostic::{SourceFiles, Span},
    settings::FreshnessSettings,
};

/// A file or folder that must exist.
#[derive(Debug, Clone)]
pub struct Wanted {
    /// Where it is.
    pub path: PathBuf,
    /// What it must be.
    pub folder: bool,
    /// Where it is named.
    pub node: Node,
    /// YAML path of the name.
    pub at: super::schema::At,
}

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
        beside(self.checker.files, node.content_span(), text)
    }

    /// The path in `node`, which must exist.
    pub fn wanted(&mut self, node: &Node, at: super::schema::At, folder: bool) -> Option<PathBuf> {
        let path = self.path(node, node.text()?);
        self.want(path.clone(), node, at, folder);
        Some(path)
    }

    /// Notes that `path`, named by `node`, must exist.
    pub fn want(&mut self, path: PathBuf, node: &Node, at: super::schema::At, folder: bool) {
        self.wanted.push(Wanted { path, folder, node: node.clone(), at });
    }
}

/// The path in `text`, named at `span`: relative ones start at the folder of that file.
pub fn beside(files: &SourceFiles, span: Span, text: &str) -> PathBuf {
    let folder = files.get(span.file).filter(|f| !f.embedded).and_then(|f| f.path.parent()).unwrap_or(Path::new(""));
    // Joining leaves `./` in, which only makes messages harder to read.
    folder.join(text.strip_prefix("./").unwrap_or(text))
}
