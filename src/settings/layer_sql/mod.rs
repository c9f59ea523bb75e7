//! The SQL of a `postgis://` layer and its tokens. It is parsed here rather than by the source, because an invalid
//! token is an error in the configuration.
//!
//! | token | replaced by |
//! |---|---|
//! | `!BBOX!` | the tile's square in EPSG:3857 in the bounds of `ST_AsMVTGeom`; elsewhere see below |
//! | `!BUFFER_BBOX!` | the tile's square, expanded by the layer's buffer on all sides |
//! | `!ZOOM!`, `!Z!` | the zoom, as a literal |
//! | `!X!`, `!Y!` | column and row |
//! | `!PIXEL_WIDTH!`, `!PIXEL_HEIGHT!` | meters per pixel of a 256 px tile |
//! | `!SCALE_DENOMINATOR!` | pixel width ÷ 0.00028 m, the pixel size in OGC's WMTS |
//! | `!EXTENT!`, `!BUFFER!` | the layer's extent and buffer, in MVT units |
//! | `!ID_FIELD!`, `!GEOM_FIELD!` | the configured column names, quoted |
//!
//! The tokens are those of Tegola (its `provider/postgis`), in upper or lower case, plus those for the buffer. The
//! meaning of `!BBOX!` depends on its position. The second argument of `ST_AsMVTGeom` is the square that is mapped to
//! `0..extent`, so it must not be expanded: the content of tiles would shrink. To select rows, it must be expanded:
//! otherwise features outside of the tile but within its buffer are missing, and labels and wide lines are cut at tile
//! edges. Therefore, in a statement in which all calls of `ST_AsMVTGeom` use `!BBOX!` for their bounds, any other
//! `!BBOX!` is the expanded square. In all other statements (the bounds come from a CTE, or a database function makes
//! the geometry), `!BBOX!` is the plain square, as in Tegola.
//!
//! In `ST_AsMVTGeom(geom, bounds)` without extent and buffer, those of the layer are added, instead of PostGIS's
//! defaults 4096 and 256.

mod cursor;
mod error;
mod lexical;
mod parse;
mod piece;
mod tokens;

pub use error::LayerSqlError;
pub use parse::parse;
pub use piece::SqlPiece;
pub use tokens::tokens;

#[cfg(test)]
mod tests;
