//! Paints display lists as pixels with tiny-skia.

mod area;
mod circle;
mod color;
mod distance_field;
mod effects;
mod glyphs;
mod group;
mod hairline;
mod heat;
mod icon;
mod painter;
mod pattern;
mod picture;
mod picture_rings;
mod piece;
mod sampling;
mod shape;
mod shape_source;
mod stroke;

pub(super) use painter::SkiaPainter;
