//! Display list → SVG document: lines, areas, discs and letters as shapes, patterns and icons as images that are
//! embedded once. What SVG has no shape for (densities, image tiles, distance fields) is drawn by a pixel painter and
//! embedded.
//!
//! The document depends on the list alone, down to the byte. Lengths are device pixels, as in the list; positions are
//! written in hundredths.

mod attributes;
mod blend;
mod circle;
mod definitions;
mod document;
mod icon;
mod label;
mod outlines;
mod painter;
mod path;
mod pixels;
mod stroke;

pub use document::MAX_SVG_BYTES;
pub use painter::SvgPainter;
pub use pixels::svg_of_picture;
