//! Paints display lists as pixels or SVG documents. Painters depend on the display list and geometry, not on styles or
//! tiles.

mod mix;
mod rasterizer;
mod skia;
mod svg;

pub use svg::{MAX_SVG_BYTES, SvgPainter, svg_of_picture};
