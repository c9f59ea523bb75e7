//! Styles that a configuration names.

use crate::diagnostic::Span;

/// A source that draws a style.
#[derive(Debug, Clone)]
pub(crate) struct StyleUse {
    /// The name of the source.
    pub(crate) source: String,
    /// Where the style is named.
    pub(crate) span: Span,
    /// Path of that place: `sources.osm.uri`.
    pub(crate) path: String,
    /// Whether the style stands in for a CartoCSS project, whose layers may be others.
    pub(crate) stand_in: bool,
}
