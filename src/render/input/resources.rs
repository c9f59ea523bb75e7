//! Sprites, fonts and own data of a style.

use std::sync::Arc;

use super::{OwnData, PreparedTiles};
use crate::{
    image::{files::ImageFiles, sprite::Sprites},
    text::{FontSet, GlyphCache},
};

/// Everything that pictures need in addition to the style and tiles; shared by all pictures of a style.
#[derive(Debug, Default)]
pub struct Resources {
    /// Icons and patterns.
    pub sprites: Sprites,
    /// Fonts, and the cache of their glyph masks.
    pub glyphs: Arc<GlyphCache>,
    /// The image files that symbolizers name.
    pub files: Arc<ImageFiles>,
    /// The style's own features and images.
    pub own: Arc<OwnData>,
    /// Vector tiles that earlier pictures of the style have shown; without it, none is kept.
    pub prepared: Option<PreparedTiles>,
    /// Language of the labels, which selects regional forms of shared (Han) characters.
    pub lang: Option<String>,
}

impl Resources {
    /// The fonts of text.
    pub fn fonts(&self) -> &FontSet {
        self.glyphs.fonts()
    }
}
