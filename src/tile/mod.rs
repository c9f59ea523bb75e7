//! Tile arithmetic: identifiers, the Mercator pyramid, scales and formats. Pure; knows nothing else.

mod bounds;
mod format;
mod id;
mod lang;
mod scale;

pub use bounds::{Bounds, EARTH_HALF_CIRCUMFERENCE, LonLat, MAX_LATITUDE};
pub use format::Format;
pub use id::{MAX_ZOOM, TileId, TileIdError};
pub use lang::{Lang, LangError};
pub use scale::Scale;
