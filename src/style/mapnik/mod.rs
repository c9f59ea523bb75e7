//! Mapnik maps: the map as written ([`MapnikMap`]), and its compilation into a [`Style`](crate::style::Style).

mod attributes;
mod blend_words;
mod compile;
mod expression;
mod map;
mod support;
mod symbolizers;
mod write;
mod xml;

pub use compile::{CompileOptions, CompiledMap, LayerData, UsedName, compile};
pub use expression::function_names;
pub use map::{Attribute, FaceSet, MapnikFilter, MapnikLayer, MapnikMap, MapnikRule, MapnikStyle, MapnikSymbolizer};
pub use support::{AttributeSupport, ElementSupport, support};
pub use write::write_xml;
pub use xml::read_xml;
