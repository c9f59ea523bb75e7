//! Display list → SVG document: lines, areas, discs and letters as shapes, patterns and icons as images that are
//! embedded once. What SVG has no shape for (densities, image tiles, distance fields) is drawn by tiny-skia and embedded.
//!
//! The document depends on the list alone, down to the byte. Lengths are device pixels, as in the list; positions are
//! written in hundredths.

mod attributes;
mod definitions;
mod document;
mod path;
mod picture;
mod text;

pub use document::SvgPainter;
pub use picture::svg_of_picture;

/// The most bytes a document may have. One that would be larger is made of the picture's pixels instead.
pub const MAX_SVG_BYTES: usize = 8 << 20;
