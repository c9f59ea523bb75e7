//! Pictures made of shapes, read from SVG as Mapnik reads it.

mod circle;
pub(crate) mod matrix;
mod picture;
mod shape;
mod style;
mod svg;

pub use picture::VectorPicture;
pub use shape::{GradientLine, VectorGradient};
pub use shape::{OutlineStep, VectorCap, VectorJoin, VectorPaint, VectorPart, VectorShape};
pub use style::VectorStyle;
pub use svg::{SvgError, read_svg};

pub(crate) use svg::read_path;
