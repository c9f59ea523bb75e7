//! Styles: how layers look, depending on zoom and feature. The types in this module are independent of the style
//! language; [`maplibre`] reads MapLibre's style JSON into them. Nothing here depends on pixels.

mod anchor;
pub mod carto;
mod color;
mod compositing;
pub mod embedded;
pub mod expression;
mod formatted;
mod image_filter;
pub mod layer;
mod map_file;
pub mod maplibre;
pub mod mapnik;
mod placement_order;
mod property;
pub mod source;
mod sprite;
pub mod symbolizer;
mod tree;

pub use anchor::{Anchor, AnchorOffset, AnchorOffsets};
pub use color::Color;
pub use compositing::{BlendMode, Compositing};
pub use formatted::{Formatted, Image, Section, SectionAlign};
pub use image_filter::ImageFilter;
pub use layer::LayerKind;
pub use map_file::{MAP_SOURCE, MapFile};
pub use maplibre::{LayerMentions, MAX_BYTES, Mention, load, mentions, sprite_place};
pub use placement_order::PlacementOrder;
pub use property::{Property, PropertyValue};
pub use source::{Source, SourceData, SourceType};
pub use sprite::Sprite;
pub use tree::{Input, Layer, Style};
