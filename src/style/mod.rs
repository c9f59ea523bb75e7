//! Styles: what a layer looks like at which zoom for which feature. The tree of types in this room belongs to no style
//! language; [`maplibre`] reads MapLibre's style JSON into it. Pixels are unknown here.

mod anchor;
mod color;
mod compositing;
pub mod embedded;
pub mod expression;
mod formatted;
pub mod layer;
pub mod maplibre;
mod placement_order;
mod property;
pub mod source;
mod sprite;
mod tree;

pub use anchor::{Anchor, AnchorOffset, AnchorOffsets};
pub use color::Color;
pub use compositing::{BlendMode, Compositing};
pub use formatted::{Formatted, Image, Section, SectionAlign};
pub use layer::LayerKind;
pub use maplibre::{LayerMentions, Mention, load, mentions, sprite_place};
pub use placement_order::PlacementOrder;
pub use property::{Property, PropertyValue};
pub use source::{Source, SourceData, SourceType};
pub use sprite::Sprite;
pub use tree::{Input, Layer, Style};
