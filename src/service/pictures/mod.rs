//! Drawn tiles: fetches the vector tiles of a metatile, draws it as one image, cuts and encodes its tiles, and stores
//! them in the cache.

mod block;
mod describe;
mod draw;
mod encode;
mod engine;
mod fetch;

pub(super) use engine::PictureEngine;
