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
}
