//! Errors of SVG.

/// Why a document cannot be drawn.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum SvgError {
    /// The file is not UTF-8.
    #[error("SVG: not UTF-8")]
    Text,
    /// The file is not XML.
    #[error("SVG: {0}")]
    Xml(#[from] roxmltree::Error),
    /// The root is another element.
    #[error("SVG: the root element is `{0}`, not `svg`")]
    Root(String),
    /// Elements are too deep within others, or refer to each other.
    #[error("SVG: elements are nested more than {0} deep")]
    Depth(usize),
    /// There are too many shapes or points.
    #[error("SVG: more than {0} steps of outlines")]
    Size(usize),
    /// There is nothing to draw.
    #[error("SVG: no shapes")]
    Empty,
}
