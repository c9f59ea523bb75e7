//! Sprites: icons and patterns, cut from `NAME.json` + `NAME.png` (and `@2x` of both).

mod error;
mod files;
mod image;
mod limits;
mod sprites;

pub use error::SpriteError;
pub use files::SpriteFiles;
pub use image::{SpriteImage, TextFit};
pub use sprites::Sprites;
