//! Names of sources.

use std::sync::Arc;

/// The name of a source: a key of the `sources` mapping, `[A-Za-z][-A-Za-z0-9_]*`.
pub type SourceId = Arc<str>;
