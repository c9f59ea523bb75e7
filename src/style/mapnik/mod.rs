//! Mapnik maps: the map as written ([`MapnikMap`]), and its compilation into a [`Style`](crate::style::Style).

mod attributes;
mod blend_words;
mod expression;
mod map;
mod symbolizers;

pub use map::{
    Attribute, FaceSet, MapnikFilter, MapnikLayer, MapnikMap, MapnikRule, MapnikStyle, MapnikSymbolizer,
};
