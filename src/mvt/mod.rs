//! Mapbox Vector Tiles (specification 2.1): decoding, encoding, editing.
//!
//! karto has its own implementation because decoding and rewriting tiles is most of its work, and no existing crate
//! fits:
//! * `prost` types (and the `mvt` crate, which is based on them) own every string and every geometry: one allocation
//!   per tag list, per geometry and per value of a tile that is mostly read once. The `mvt` crate encodes from
//!   coordinates, with one extent for all layers; it cannot copy a geometry, so it cannot rewrite a tile. The tests
//!   build tiles with it, as an independent implementation.
//! * `fast-mvt` 0.7 borrows, but rejects valid tiles (mvt-fixtures 016, 039, 057).
//! * `mvt-reader` builds a map per feature and accepts invalid tiles.
//!
//! Here a decoded [`Tile`] borrows from the bytes: names, keys and string values are slices, tags and geometry stay
//! packed and are read by iterators. Every length, index and number is checked once in [`Tile::decode`]; geometry is
//! checked while it is read, so that an invalid geometry only affects one feature.

mod commands;
mod decode;
pub mod edit;
mod encode;
mod error;
mod json;
mod limits;
mod unpack;
mod value;
mod wire;

pub use commands::{Command, Commands, GeometryType};
pub use decode::{Feature, Layer, Tags, Tile};
pub use encode::{GeometryWriter, LayerWriter};
pub use error::{GeometryError, MvtError};
pub use json::{JsonDetail, to_json};
pub use limits::{MAX_EXTENT, MAX_FEATURES, MAX_JSON, MAX_KEYS_AND_VALUES, MAX_LAYERS, MAX_REWRITTEN};
pub use unpack::{Packing, UnpackError, unpack};
pub use value::Value;
