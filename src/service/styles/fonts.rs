//! The fonts of all styles.

use std::{path::PathBuf, sync::Arc};

use crate::{
    render::Resources,
    text::{self, FontSet, MaskCache},
};

/// What all styles draw text with.
#[derive(Debug, Default)]
pub struct Fonts {
    pub(crate) set: Arc<FontSet>,
    masks: Arc<MaskCache>,
}

impl Fonts {
    /// The built-in fonts and those in `folders`. A font that cannot be used is a warning in the log.
    pub fn load(folders: &[PathBuf]) -> Self {
        let (set, problems) = FontSet::load(text::embedded::FONTS.iter().copied(), folders);
        for problem in problems {
            tracing::warn!("font {problem}");
        }
        Self { set: Arc::new(set), masks: Arc::default() }
    }

    /// Resources with these fonts and no images.
    pub fn resources(&self) -> Resources {
        Resources { fonts: self.set.clone(), masks: self.masks.clone(), ..Resources::default() }
    }
}
