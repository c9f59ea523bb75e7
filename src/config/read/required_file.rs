//! Files and folders that must exist.

use std::path::PathBuf;

use crate::config::{document::DocumentNode, schema::At};

/// A file or folder that the configuration names.
#[derive(Debug, Clone)]
pub(crate) struct RequiredFile {
    /// Its path.
    pub path: PathBuf,
    /// Whether it must be a folder rather than a file.
    pub folder: bool,
    /// The node that names it.
    pub node: DocumentNode,
    /// The YAML path of that node.
    pub at: At,
}
