//! Drawn tiles: fetches the vector tiles of a metatile, draws it as one image, cuts and encodes its tiles, and stores
//! them in the cache.

mod describe;
mod draw;
mod encode;
mod engine;
mod fetch;
mod metatile_tiles;

pub(super) use encode::{SVG, encoding, failed};
pub(super) use engine::PictureEngine;
pub(super) use fetch::Fetcher;
