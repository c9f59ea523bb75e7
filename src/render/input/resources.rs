//! What pictures are made with besides style and tiles.

use std::sync::Arc;

use super::OwnData;
use crate::{
    image::sprite::Sprites,
    text::{FontSet, GlyphCache},
};

/// What pictures are made with besides style and tiles; shared by all pictures of a style.
#[derive(Debug, Default)]
pub struct Resources {
    /// Icons and patterns.
    pub sprites: Sprites,
    /// Fonts, and the masks of their glyphs that were made before.
    pub glyphs: Arc<GlyphCache>,
    /// The style's own features and images.
    pub own: Arc<OwnData>,
    /// Language of the labels, for regions that write the same characters differently.
    pub lang: Option<String>,
}

impl Resources {
    /// What text is drawn with.
    pub fn fonts(&self) -> &FontSet {
        self.glyphs.fonts()
    }
}
