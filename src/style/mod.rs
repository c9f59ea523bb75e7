//! Styles: what a layer looks like at which zoom for which feature. Two style languages become one
//! typed tree here; pixels are unknown in this room.

pub mod expression;
pub mod layer;
mod maplibre;
mod problem;
mod property;
mod tree;

pub use expression::Color;
pub use layer::LayerKind;
pub use maplibre::{expression_type, load};
pub use problem::{Severity, StyleProblem};
pub use property::{Property, PropertyValue};
pub use tree::{Input, Layer, Source, SourceKind, Sprite, Style};
