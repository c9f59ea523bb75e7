//! Mapbox Vector Tiles (specification 2.1): decode, encode, edit.
//!
//! Why karto reads and writes the format itself: decoding and rewriting tiles is what it does all day.
//! * `prost` types (and the `mvt` crate on top of them) own every string and every geometry: one
//!   allocation per tag list, per geometry and per value of a tile that is mostly looked at once.
//!   The `mvt` crate is an encoder, from coordinates; it has no way to copy a geometry untouched and one
//!   extent for all layers, so it cannot rewrite a tile. Our tests build tiles with it: an independent
//!   hand that writes what we read.
//! * `fast-mvt` 0.7 borrows, but refuses valid tiles (mvt-fixtures 016, 039, 057).
//! * `mvt-reader` builds a map per feature and accepts broken tiles.
//!
//! Here a decoded [`Tile`] borrows from the bytes: names, keys and string values are slices, tags and
//! geometry stay packed and are read by iterators. Every length, index and number is checked once in
//! [`Tile::decode`]; geometry is checked while it is walked, so that one bad feature costs one feature.

mod commands;
mod decode;
pub mod edit;
mod encode;
mod error;
mod json;
mod unpack;
mod value;
mod wire;

pub use commands::{Command, Commands, GeometryKind};
pub use decode::{Feature, Layer, MAX_EXTENT, MAX_FEATURES, MAX_LAYERS, Tags, Tile};
pub use encode::{GeometryWriter, LayerWriter};
pub use error::{GeometryError, MvtError};
pub use json::{JsonDetail, to_json};
pub use unpack::{Packing, UnpackError, unpack};
pub use value::Value;
