//! Display list → pixels or SVG documents. Painters know the display list and geometry, not styles and tiles.

mod rasterizer;
mod skia;
mod svg;

pub use rasterizer::Rasterizer;
pub use svg::{MAX_SVG_BYTES, SvgPainter, svg_of_picture};
