//! The fonts of all styles.

use std::{path::PathBuf, sync::Arc};

use crate::{
    render::Resources,
    text::{self, FontSet, GlyphCache},
};

/// What all styles draw text with.
#[derive(Debug, Default)]
pub struct Fonts {
    pub(crate) glyphs: Arc<GlyphCache>,
}

impl Fonts {
    /// The built-in fonts and those in `folders`. A font that cannot be used is a warning in the log.
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
