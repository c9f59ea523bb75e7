//! Stage 5, references: the graph of sources, and the routes they take.

use std::collections::BTreeMap;

use super::document::Node;
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Related, Severity, Span},
    spelling::did_you_mean,
};

/// First parts of paths that karto answers itself.
pub const RESERVED_ROUTES: &[&str] = &[
    "img",
    "v4",
    "geoshape",
    "geoline",
    "geopoint",
    "shape",
    "static",
    "webgl",
    "fonts",
    "sprites",
    "robots.txt",
    "_info",
    "spec",
    "viewer",
    "favicon.ico",
];

/// A source as the graph sees it.
#[derive(Debug)]
pub struct Vertex<'n> {
    /// Its name.
    pub id: &'n str,
    /// Where its name is written.
    pub key_span: Span,
    /// YAML path.
    pub path: String,
    /// Its configuration.
    pub node: &'n Node,
}

struct Edge {
    to: String,
    span: Span,
    path: String,
}

/// Reports names that cannot be, unknown references, circles and conflicts between routes.
///
/// Of `incomplete` sources some may be missing because their lines could not be read.
pub fn check(sources: &[Vertex<'_>], incomplete: bool, diagnostics: &mut Diagnostics) {
    names(sources, diagnostics);
    let mut edges: Vec<Vec<Edge>> = Vec::new();
    for source in sources {
        let mut found = Vec::new();
        collect(source.node, &source.path, &mut found);
        edges.push(found);
    }
    let index: BTreeMap<&str, usize> = sources.iter().enumerate().map(|(i, s)| (s.id, i)).collect();
    for edge in edges.iter().flatten().filter(|e| !incomplete && !index.contains_key(e.to.as_str())) {
        let known = sources.iter().map(|s| s.id);
        diagnostics.push(
            Diagnostic::error(Code::UnknownReference, edge.span, format!("there is no source `{}`", edge.to))
                .at(&edge.path)
                .help(match sources.len() {
                    1 => "this is the only source; is the file with the others missing?".to_owned(),
                    n if n <= 12 => format!(
                        "sources are {}",
                        known.clone().map(|k| format!("`{k}`")).collect::<Vec<_>>().join(", ")
                    ),
                    n => format!("there are {n} sources, none of that name; add it, or correct the reference"),
                })
                .suggest(did_you_mean(&edge.to, known)),
        );
    }
    for edge in edges.iter().flatten() {
        let target = index.get(edge.to.as_str()).and_then(|i| sources.get(*i));
        let Some(target) = target.filter(|t| draws(t.node)) else { continue };
        diagnostics.push(
            Diagnostic::error(
                Code::Contradiction,
                edge.span,
                format!("`{}` draws pictures and has no vector tiles to hand on", edge.to),
            )
            .at(&edge.path)
            .help("refer to the source whose tiles it draws")
            .related(target.key_span, "this source draws"),
        );
    }
    cycles(sources, &edges, &index, diagnostics);
}

fn draws(node: &Node) -> bool {
    let scheme = node.get("uri").and_then(Node::text).and_then(|uri| uri.split_once("://")).map(|(scheme, _)| scheme);
    scheme.and_then(super::keys::schemes::scheme).is_some_and(|s| s.draws)
}

/// Adds to every error about the `uri` of a source which other sources need it: what breaks with it.
pub fn mention_dependents(sources: &[Vertex<'_>], diagnostics: &mut Diagnostics) {
    let mut edges: Vec<(&str, Edge)> = Vec::new();
    for source in sources {
        let mut found = Vec::new();
        collect(source.node, &source.path, &mut found);
        edges.extend(found.into_iter().map(|edge| (source.id, edge)));
    }
    for diagnostic in diagnostics.iter_mut().filter(|f| f.severity == Severity::Error) {
        let about = sources.iter().find(|s| diagnostic.path.strip_prefix(&s.path).is_some_and(|rest| rest == ".uri"));
        let Some(about) = about else { continue };
        for (id, edge) in edges.iter().filter(|(_, edge)| edge.to == about.id) {
            diagnostic.related.push(Related { span: edge.span, note: format!("`{id}` needs it") });
        }
    }
}

/// All `{ref: id}` inside `node`.
fn collect(node: &Node, path: &str, found: &mut Vec<Edge>) {
    if let Some(entry) = node.single().filter(|e| e.key == "ref")
        && let Some(to) = entry.value.text()
    {
        found.push(Edge { to: to.to_owned(), span: entry.value.span, path: path.to_owned() });
        return;
    }
    for (i, item) in node.items().iter().enumerate() {
        collect(item, &format!("{path}[{i}]"), found);
    }
    for entry in node.entries() {
        collect(&entry.value, &format!("{path}.{}", entry.key), found);
    }
}

fn names(sources: &[Vertex<'_>], diagnostics: &mut Diagnostics) {
    for (i, source) in sources.iter().enumerate() {
        let id = source.id;
        let mut letters = id.chars();
        let good = letters.next().is_some_and(|c| c.is_ascii_alphabetic())
            && letters.all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        if !good {
            let template = super::templates::leftover(id, super::templates::Braces::None);
            diagnostics.push(
                match template {
                    Some(found) => found.diagnostic(source.key_span, "the name of a source"),
                    None => Diagnostic::error(
                        Code::BadSourceId,
                        source.key_span,
                        format!("`{id}` cannot be the name of a source"),
                    )
                    .help("start with a letter, then use letters, digits, `-` and `_`: it is part of URLs"),
                }
                .at(&source.path),
            );
            continue;
        }
        if let Some(route) = RESERVED_ROUTES.iter().find(|r| r.eq_ignore_ascii_case(id)) {
            diagnostics.push(
                Diagnostic::error(
                    Code::RouteConflict,
                    source.key_span,
                    format!("a source cannot be called `{id}`: karto answers `/{route}` itself"),
                )
                .at(&source.path)
                .help("give the source another name"),
            );
        }
        let earlier = sources.iter().take(i).find(|s| s.id.eq_ignore_ascii_case(id));
        if let Some(first) = earlier {
            diagnostics.push(
                Diagnostic::error(
                    Code::RouteConflict,
                    source.key_span,
                    format!("the sources `{}` and `{id}` differ only in case", first.id),
                )
                .at(&source.path)
                .cause("routes do not tell upper from lower case, and caches in front of karto may not either")
                .help("rename one of them")
                .related(first.key_span, "the first one"),
            );
        }
    }
}

/// One finding per circle, told from its first source in the order of the configuration.
fn cycles(sources: &[Vertex<'_>], edges: &[Vec<Edge>], index: &BTreeMap<&str, usize>, diagnostics: &mut Diagnostics) {
    // 0: not seen, 1: on the path, 2: done.
    let mut state = vec![0u8; sources.len()];
    for start in 0..sources.len() {
        let mut path: Vec<(usize, usize)> = Vec::new();
        if state.get(start) == Some(&0) {
            path.push((start, 0));
        }
        while let Some((at, next)) = path.pop() {
            if let Some(s) = state.get_mut(at) {
                *s = 1;
            }
            let Some(edge) = edges.get(at).and_then(|e| e.get(next)) else {
                if let Some(s) = state.get_mut(at) {
                    *s = 2;
                }
                continue;
            };
            path.push((at, next + 1));
            let Some(&to) = index.get(edge.to.as_str()) else { continue };
            match state.get(to) {
                Some(0) => path.push((to, 0)),
                Some(1) => report_cycle(sources, edges, &path, to, diagnostics),
                _ => {}
            }
        }
    }
}

fn report_cycle(
    sources: &[Vertex<'_>],
    edges: &[Vec<Edge>],
    path: &[(usize, usize)],
    to: usize,
    diagnostics: &mut Diagnostics,
) {
    let from = path.iter().position(|(at, _)| *at == to).unwrap_or(0);
    let ring = path.get(from..).unwrap_or(&[]);
    let used: Vec<&Edge> = ring.iter().filter_map(|(at, next)| edges.get(*at)?.get(next.checked_sub(1)?)).collect();
    let ids: Vec<_> = ring.iter().filter_map(|(at, _)| sources.get(*at)).map(|s| format!("`{}`", s.id)).collect();
    let (Some(first), Some(edge)) = (ids.first(), used.first()) else { return };
    let message = match ids.len() {
        1 => format!("the source {first} refers to itself"),
        _ => format!("sources refer to each other in a circle: {} → {first}", ids.join(" → ")),
    };
    let mut diagnostic = Diagnostic::error(Code::Cycle, edge.span, message)
        .at(&edge.path)
        .cause("no tile could ever be made")
        .help("let one of them refer to another source");
    for (edge, id) in used.iter().zip(&ids).skip(1) {
        diagnostic = diagnostic.related(edge.span, format!("{id} refers on here"));
    }
    diagnostics.push(diagnostic);
}
