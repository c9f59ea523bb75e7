//! How large a value is.

use crate::config::document::Node;

/// How many values there are in `node`, itself included.
pub(super) fn count(node: &Node) -> usize {
    1 + node.items().iter().map(count).sum::<usize>() + node.entries().iter().map(|e| count(&e.value)).sum::<usize>()
}

/// How deeply `node` is nested; 1 for a scalar.
pub(super) fn depth(node: &Node) -> usize {
    let items = node.items().iter().map(depth).max().unwrap_or(0);
    let entries = node.entries().iter().map(|e| depth(&e.value)).max().unwrap_or(0);
    1 + items.max(entries)
}
