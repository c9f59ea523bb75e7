//! Names of sources, which are part of URLs.

use super::Vertex;
use crate::{
    config::templates::{Braces, leftover},
    diagnostic::{Code, Diagnostic, Diagnostics},
};

/// The first segments of paths that karto answers itself.
const RESERVED_ROUTES: &[&str] = &[
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

/// Reports invalid names, and names that conflict with routes or with each other.
pub(super) fn check(sources: &[Vertex<'_>], diagnostics: &mut Diagnostics) {
    for (i, source) in sources.iter().enumerate() {
        let id = source.id;
        let mut letters = id.chars();
        let good = letters.next().is_some_and(|c| c.is_ascii_alphabetic())
            && letters.all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_');
        if !good {
            let template = leftover(id, Braces::None);
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
                .cause("routes ignore case, and caches in front of karto may do so too")
                .help("rename one of them")
                .related(first.key_span, "the first one"),
            );
        }
    }
}
