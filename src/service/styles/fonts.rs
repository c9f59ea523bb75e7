//! The fonts for all styles.

use std::{
    collections::BTreeMap,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use crate::{
    render::Resources,
    text::{self, FontSet, GlyphCache},
};

/// The fonts for all styles, with their caches of glyphs.
#[derive(Debug, Default)]
pub struct Fonts {
    pub(crate) glyphs: Arc<GlyphCache>,
    /// The folders of the configuration.
    folders: Vec<PathBuf>,
    /// The fonts of styles that have folders of their own, by these folders.
    of_styles: Mutex<BTreeMap<Vec<PathBuf>, Arc<GlyphCache>>>,
}

impl Fonts {
    /// Loads the built-in fonts and those in `folders`. Logs a warning for each font that cannot be used.
    pub fn load(folders: &[PathBuf]) -> Self {
        let (set, problems) = FontSet::load(text::embedded::FONTS.iter().copied(), folders);
        for problem in problems {
            tracing::warn!("font {problem}");
        }
        Self { glyphs: Arc::new(set.into()), folders: folders.to_vec(), of_styles: Mutex::default() }
    }

    /// Resources with these fonts and no images.
    pub fn resources(&self) -> Resources {
        Resources { glyphs: self.glyphs.clone(), ..Resources::default() }
    }

    /// The fonts for a style that has the folders `own`, whose fonts are preferred to others of the same name.
    pub(crate) fn of_style(&self, own: &[PathBuf]) -> Arc<GlyphCache> {
        if own.is_empty() {
            return self.glyphs.clone();
        }
        // A poisoned lock only means that another thread panicked; the map is still consistent.
        let mut all = self.of_styles.lock().unwrap_or_else(PoisonError::into_inner);
        let load = || {
            // Fonts that cannot be used are reported by the check of the configuration.
            let (set, _) = FontSet::load_before(own, text::embedded::FONTS.iter().copied(), &self.folders);
            Arc::new(GlyphCache::from(set))
        };
        all.entry(own.to_vec()).or_insert_with(load).clone()
    }
}
