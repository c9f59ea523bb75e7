//! Cycles of references between sources.

use std::collections::BTreeMap;

use super::{Vertex, graph::Reference};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics},
    settings,
};

/// Reports each cycle at its first source in the order of the configuration.
pub(super) fn check(
    sources: &[Vertex<'_>],
    edges: &[Vec<Reference>],
    index: &BTreeMap<&str, usize>,
    diagnostics: &mut Diagnostics,
) {
    let target = |edge: &Reference| index.get(edge.to.as_str()).copied();
    let targets: Vec<Vec<_>> = edges.iter().map(|edges| edges.iter().map(target).collect()).collect();
    for cycle in settings::cycles(&targets) {
        let used: Vec<&Reference> = cycle.iter().filter_map(|(at, edge)| edges.get(*at)?.get(*edge)).collect();
        let ids: Vec<_> = cycle.iter().filter_map(|(at, _)| sources.get(*at)).map(|s| format!("`{}`", s.id)).collect();
        diagnostics.extend(cycle_of(&used, &ids));
    }
}

/// The diagnostic for a cycle of the sources `ids`, each of which refers to the next by the corresponding edge.
fn cycle_of(edges: &[&Reference], ids: &[String]) -> Option<Diagnostic> {
    let (first, edge) = (ids.first()?, edges.first()?);
    let message = match ids.len() {
        1 => format!("the source {first} refers to itself"),
        _ => format!("sources refer to each other in a cycle: {} → {first}", ids.join(" → ")),
    };
    let mut diagnostic = Diagnostic::error(Code::Cycle, edge.span, message)
        .at(&edge.path)
        .cause("no tile could be made")
        .help("let one of them refer to another source");
    for (edge, id) in edges.iter().zip(ids).skip(1) {
        diagnostic = diagnostic.related(edge.span, format!("{id} refers to the next here"));
    }
    Some(diagnostic)
}
