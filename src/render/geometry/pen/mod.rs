//! Outlines of strokes as AGG draws them: the pen of Mapnik's lines.

mod corner;
mod outline;
mod style;

pub(crate) use outline::Pen;
pub(crate) use style::PenStyle;

#[cfg(test)]
mod tests;
