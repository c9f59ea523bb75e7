//! References to other sources.

use std::sync::Arc;

use crate::{config::document::DocumentNode, settings::SourceId};

/// The id in `{ref: id}`.
pub(super) fn reference(node: Option<&DocumentNode>) -> Option<SourceId> {
    let entry = node?.single().filter(|e| e.key == "ref")?;
    Some(Arc::from(entry.value.text()?))
}
