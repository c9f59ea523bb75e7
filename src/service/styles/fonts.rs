//! The fonts for all styles.

use std::{path::PathBuf, sync::Arc};

use crate::{
    render::Resources,
    text::{self, FontSet, GlyphCache},
};

/// The fonts for all styles, with their cache of glyphs.
#[derive(Debug, Default)]
pub struct Fonts {
    pub(crate) glyphs: Arc<GlyphCache>,
}

impl Fonts {
    /// Loads the built-in fonts and those in `folders`. Logs a warning for each font that cannot be used.
    pub fn load(folders: &[PathBuf]) -> Self {
        let (set, problems) = FontSet::load(text::embedded::FONTS.iter().copied(), folders);
        for problem in problems {
            tracing::warn!("font {problem}");
        }
        Self { glyphs: Arc::new(set.into()) }
    }

    /// Resources with these fonts and no images.
    pub fn resources(&self) -> Resources {
        Resources { glyphs: self.glyphs.clone(), ..Resources::default() }
    }
}
