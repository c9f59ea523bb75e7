//! The SQL of a `postgis://` layer and the tokens in it. Here, and not with the source, because a wrong token is a
//! diagnostic of the configuration.
//!
//! | token | becomes |
//! |---|---|
//! | `!BBOX!` | the tile's square in EPSG:3857 where it is the bounds of `ST_AsMVTGeom`; elsewhere see below |
//! | `!BUFFER_BBOX!` | the tile's square, grown by the layer's buffer on every side |
//! | `!ZOOM!`, `!Z!` | the zoom, as a literal |
//! | `!X!`, `!Y!` | column and row |
//! | `!PIXEL_WIDTH!`, `!PIXEL_HEIGHT!` | metres per pixel of a 256 px tile |
//! | `!SCALE_DENOMINATOR!` | pixel width ÷ 0.00028 m, the pixel of OGC's WMTS |
//! | `!EXTENT!`, `!BUFFER!` | the layer's extent and buffer, in MVT units |
//! | `!ID_FIELD!`, `!GEOM_FIELD!` | the configured column names, quoted |
//!
//! The set is Tegola's (its `provider/postgis`), in any case, plus the buffer's. What `!BBOX!` must be
//! depends on where it stands. The second argument of `ST_AsMVTGeom` is the square that is mapped onto
//! `0..extent`, so it may not be grown: every tile would come out shrunk. Where rows are chosen it must
//! be grown, or whatever lies beside the tile but inside its buffer is missing (labels and wide lines
//! cut at tile edges). So in a statement whose every `ST_AsMVTGeom` takes its bounds from `!BBOX!`, any
//! other `!BBOX!` is the grown square. In every other statement (the bounds come from a CTE, or a
//! function of the database does it all) `!BBOX!` is the plain square, as in Tegola.
//!
//! `ST_AsMVTGeom(geom, bounds)` without extent and buffer gets the layer's, instead of PostGIS's 4096 and 256.

mod cursor;
mod error;
mod lexical;
mod parse;
mod piece;
mod tokens;

pub use error::SqlError;
pub use parse::parse;
pub use piece::SqlPiece;
pub use tokens::tokens;

#[cfg(test)]
mod tests;
