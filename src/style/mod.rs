//! Styles: what a layer looks like at which zoom for which feature. Two style languages become one
//! typed tree here; pixels are unknown in this room.

pub mod embedded;
pub mod expression;
pub mod layer;
mod maplibre;
mod property;
pub mod reference;
mod support;
mod tree;

pub use expression::Color;
pub use layer::LayerKind;
pub use maplibre::{LayerMentions, Mention, expression_type, load, mentions, sprite_place};
pub use property::{Property, PropertyValue};
pub use support::{Support, markdown};
pub use tree::{Input, Layer, Source, SourceKind, Sprite, Style};
