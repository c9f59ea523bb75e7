//! Outlines of strokes as polygons.
//!
//! The outline around a vertex depends only on that vertex and its two segments, so that a line that is clipped outside
//! of the picture keeps its outline inside. Rasterizers' own strokers do not guarantee that: tiny-skia outlines the
//! first segment differently from the rest.

mod stroker;
mod style;
mod vertex;

pub(crate) use stroker::Stroker;
pub(crate) use style::StrokeStyle;

#[cfg(test)]
mod tests;
