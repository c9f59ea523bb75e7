//! Files and folders that the configuration names.

use std::path::PathBuf;

use crate::config::{document::Node, schema::At};

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
    pub at: At,
}
