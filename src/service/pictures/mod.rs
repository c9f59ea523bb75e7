//! Drawn tiles: which vector tiles a block needs, fetched together, drawn as one picture, cut, encoded, and all kept.

mod block;
mod describe;
mod draw;
mod encode;
mod engine;
mod fetch;

pub(super) use engine::PictureEngine;
