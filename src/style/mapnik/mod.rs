//! Mapnik maps.

mod map;
mod write;

pub use map::{Attribute, FaceSet, MapnikFilter, MapnikLayer, MapnikMap, MapnikRule, MapnikStyle, MapnikSymbolizer};
pub use write::write_xml;
