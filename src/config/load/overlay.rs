//! Merging of several configuration files.

use crate::config::document::{DocumentNode, Kind};

/// Merges two configurations: keys in `over` override those in `base`, recursively.
pub(super) fn overlay(base: DocumentNode, over: DocumentNode) -> DocumentNode {
    match (base.kind, over.kind) {
        (Kind::Mapping(mut entries), Kind::Mapping(new)) => {
            for entry in new {
                match entries.iter_mut().find(|e| e.key == entry.key) {
                    Some(old) => {
                        let below = std::mem::replace(&mut old.value, DocumentNode::null(entry.value.span));
                        old.key_span = entry.key_span;
                        old.value = overlay(below, entry.value);
                    }
                    None => entries.push(entry),
                }
            }
            DocumentNode { span: over.span, kind: Kind::Mapping(entries), origin: None }
        }
        // With one service in each file, both are the same service.
        (Kind::Sequence(items), Kind::Sequence(new)) if items.len() == 1 && new.len() == 1 => {
            let merged = items.into_iter().zip(new).map(|(a, b)| overlay(a, b)).collect();
            DocumentNode { span: over.span, kind: Kind::Sequence(merged), origin: None }
        }
        (Kind::Broken, _) => DocumentNode { span: over.span, kind: Kind::Broken, origin: None },
        (_, kind) => DocumentNode { span: over.span, kind, origin: over.origin },
    }
}
