//! Styles that a configuration names.

use crate::diagnostic::Span;

/// A source that draws a style.
#[derive(Debug, Clone)]
pub(crate) struct StyleUse {
    /// The name of the source.
    pub(crate) source: String,
    /// Where the style is named.
    pub(crate) span: Span,
    /// The YAML path of that place: `sources.osm.uri`.
    pub(crate) path: String,
    /// Whether the style is drawn in place of a project, whose layers are those that the source may include or exclude.
    pub(crate) is_substitute: bool,
}
