//! Mapnik maps.

mod map;

pub use map::{
    Attribute, FaceSet, MapnikFilter, MapnikLayer, MapnikMap, MapnikRule, MapnikStyle, MapnikSymbolizer,
};
