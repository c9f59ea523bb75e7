//! Tile ids, the Web Mercator pyramid, scales, formats and languages: pure arithmetic and parsing.

mod format;
mod id;
mod lang;
mod mercator;
mod scale;

pub use format::Format;
pub use id::{MAX_ZOOM, TileId, TileIdError};
pub use lang::{Lang, LangError};
pub use mercator::{Bounds, EARTH_HALF_CIRCUMFERENCE, LonLat, MAX_LATITUDE};
pub use scale::Scale;
