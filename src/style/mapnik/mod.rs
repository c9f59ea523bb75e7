//! Mapnik maps: the map as written ([`MapnikMap`]), and its compilation into a [`Style`](crate::style::Style).

mod attributes;
mod blend_words;
mod compile;
mod expression;
mod map;
mod symbolizers;
mod write;
mod xml;

pub use compile::{CompileOptions, CompiledMap, LayerData, UsedName, compile};
pub use map::{Attribute, FaceSet, MapnikFilter, MapnikLayer, MapnikMap, MapnikRule, MapnikStyle, MapnikSymbolizer};
pub use write::write_xml;
pub use xml::read_xml;
