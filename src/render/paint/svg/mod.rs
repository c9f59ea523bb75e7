//! Paints display lists as SVG documents: lines, areas, circles and letters as shapes, patterns and icons as images
//! that are embedded once. Items that SVG cannot express (heatmaps, raster tiles, distance fields) are drawn by a pixel
//! painter and embedded.
//!
//! The document depends only on the list, down to the byte. Lengths are device pixels, as in the list; positions are
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
mod picture;
mod pixels;
mod shape;
mod stroke;

pub use document::MAX_SVG_BYTES;
pub use painter::SvgPainter;
pub use pixels::svg_of_picture;
