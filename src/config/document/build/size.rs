//! The size of a value.

use crate::config::document::DocumentNode;

/// The number of values in `node`, including itself.
pub(super) fn count(node: &DocumentNode) -> usize {
    1 + node.items().iter().map(count).sum::<usize>() + node.entries().iter().map(|e| count(&e.value)).sum::<usize>()
}

/// The nesting depth of `node`; 1 for a scalar.
pub(super) fn depth(node: &DocumentNode) -> usize {
    let items = node.items().iter().map(depth).max().unwrap_or(0);
    let entries = node.entries().iter().map(|e| depth(&e.value)).max().unwrap_or(0);
    1 + items.max(entries)
}
