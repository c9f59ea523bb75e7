//! The graph of references between sources.

use crate::{config::document::DocumentNode, diagnostic::Span};

/// A source in the graph.
#[derive(Debug)]
pub(crate) struct Vertex<'n> {
    /// The source's key.
    pub(crate) id: &'n str,
    /// Where its name is written.
    pub(crate) key_span: Span,
    /// The YAML path.
    pub(crate) path: String,
    /// Its configuration.
    pub(crate) node: &'n DocumentNode,
}

/// A reference to another source.
pub(super) struct Reference {
    /// The name of the other source.
    pub(super) to: String,
    /// Where it is written.
    pub(super) span: Span,
    /// The YAML path of that place.
    pub(super) path: String,
}

/// The references in each of `sources`.
pub(super) fn edges(sources: &[Vertex<'_>]) -> Vec<Vec<Reference>> {
    let of = |source: &Vertex<'_>| {
        let mut found = Vec::new();
        collect(source.node, &source.path, &mut found);
        found
    };
    sources.iter().map(of).collect()
}

/// All `{ref: id}` inside `node`.
fn collect(node: &DocumentNode, path: &str, found: &mut Vec<Reference>) {
    if let Some(entry) = node.single().filter(|e| e.key == "ref")
        && let Some(to) = entry.value.text()
    {
        found.push(Reference { to: to.to_owned(), span: entry.value.span, path: path.to_owned() });
        return;
    }
    for (i, item) in node.items().iter().enumerate() {
        collect(item, &format!("{path}[{i}]"), found);
    }
    for entry in node.entries() {
        collect(&entry.value, &format!("{path}.{}", entry.key), found);
    }
}
