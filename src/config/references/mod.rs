//! Stage 5, references: checks references between sources, and that their names do not conflict with routes.

mod cycles;
mod graph;
mod names;

pub(super) use graph::Vertex;

use std::collections::BTreeMap;

use super::{document::DocumentNode, keys::schemes::scheme};
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Related, Severity},
    spelling::did_you_mean,
};
use graph::{Reference, edges};

/// Reports invalid names, unknown references, cycles and conflicts with routes.
///
/// If the sources are `incomplete`, because lines could not be read, unknown references are not reported.
pub(super) fn check(sources: &[Vertex<'_>], incomplete: bool, diagnostics: &mut Diagnostics) {
    names::check(sources, diagnostics);
    let edges = edges(sources);
    let index: BTreeMap<&str, usize> = sources.iter().enumerate().map(|(i, s)| (s.id, i)).collect();
    if !incomplete {
        unknown(sources, &edges, &index, diagnostics);
    }
    drawn(sources, &edges, &index, diagnostics);
    cycles::check(sources, &edges, &index, diagnostics);
}

/// Reports references to sources that do not exist.
fn unknown(
    sources: &[Vertex<'_>],
    edges: &[Vec<Reference>],
    index: &BTreeMap<&str, usize>,
    diagnostics: &mut Diagnostics,
) {
    for edge in edges.iter().flatten().filter(|e| !index.contains_key(e.to.as_str())) {
        let known = sources.iter().map(|s| s.id);
        diagnostics.push(
            Diagnostic::error(Code::UnknownReference, edge.span, format!("there is no source `{}`", edge.to))
                .at(&edge.path)
                .help(match sources.len() {
                    1 => "this is the only source: is the file with the others missing?".to_owned(),
                    n if n <= 12 => format!(
                        "sources are {}",
                        known.clone().map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", ")
                    ),
                    n => format!("none of the {n} sources has this name; add it, or correct the reference"),
                })
                .suggest(did_you_mean(&edge.to, known)),
        );
    }
}

/// Reports references to drawn sources, which have no vector tiles.
fn drawn(
    sources: &[Vertex<'_>],
    edges: &[Vec<Reference>],
    index: &BTreeMap<&str, usize>,
    diagnostics: &mut Diagnostics,
) {
    for edge in edges.iter().flatten() {
        let target = index.get(edge.to.as_str()).and_then(|i| sources.get(*i));
        let Some(target) = target.filter(|t| draws(t.node)) else { continue };
        diagnostics.push(
            Diagnostic::error(
                Code::Contradiction,
                edge.span,
                format!("`{}` draws images and has no vector tiles to pass on", edge.to),
            )
            .at(&edge.path)
            .help("refer to the source whose tiles it draws")
            .related(target.key_span, "this source draws images"),
        );
    }
}

fn draws(node: &DocumentNode) -> bool {
    let name = node.get("uri").and_then(DocumentNode::text).and_then(|uri| uri.split_once("://")).map(|(name, _)| name);
    name.and_then(scheme).is_some_and(|s| s.draws)
}

/// Adds to each error about the `uri` of a source which other sources depend on it.
pub(super) fn mention_dependents(sources: &[Vertex<'_>], diagnostics: &mut Diagnostics) {
    let edges = edges(sources);
    for diagnostic in diagnostics.iter_mut().filter(|f| f.severity == Severity::Error) {
        let about = sources.iter().find(|s| diagnostic.path.strip_prefix(&s.path).is_some_and(|rest| rest == ".uri"));
        let Some(about) = about else { continue };
        for (source, edges) in sources.iter().zip(&edges) {
            for edge in edges.iter().filter(|edge| edge.to == about.id) {
                diagnostic.related.push(Related { span: edge.span, note: format!("`{}` needs it", source.id) });
            }
        }
    }
}
