//! Outlines of strokes as polygons.
//!
//! The outline around a vertex depends on that vertex and its two segments alone, so that a line that is cut off
//! outside of the picture has the same outline inside. Rasterizers' own strokers do not promise that: tiny-skia outlines
//! the first segment otherwise than the rest.

mod stroker;
mod style;
mod vertex;

pub(crate) use stroker::Stroker;
pub(crate) use style::StrokeStyle;

#[cfg(test)]
mod tests;
