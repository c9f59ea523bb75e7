//! A cache of the heights of glyphs.

use std::{collections::HashMap, sync::RwLock};

use super::FaceId;

/// A cache of the upper and lower ends of glyphs.
#[derive(Debug, Default)]
pub(super) struct HeightCache(RwLock<HashMap<(FaceId, u32), [f32; 2]>>);

/// Maximum number of cached heights.
const MAX_HEIGHTS: usize = 1 << 16;

impl HeightCache {
    /// The heights of a glyph, measured if they are not cached.
    pub(super) fn get(&self, face: FaceId, glyph: u32, measure: impl FnOnce() -> [f32; 2]) -> [f32; 2] {
        if let Ok(known) = self.0.read()
            && let Some(heights) = known.get(&(face, glyph))
        {
            return *heights;
        }
        let heights = measure();
        if let Ok(mut known) = self.0.write()
            && known.len() < MAX_HEIGHTS
        {
            known.insert((face, glyph), heights);
        }
        heights
    }
}
