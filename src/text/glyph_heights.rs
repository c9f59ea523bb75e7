//! How far glyphs reach above and below the baseline.

use std::{collections::HashMap, sync::RwLock};

use super::{FaceId, FontSet, outline::GlyphOutline};

/// A cache of the heights of glyphs.
#[derive(Debug, Default)]
pub(super) struct GlyphHeights(RwLock<HashMap<(FaceId, u32), [f32; 2]>>);

/// Maximum number of cached heights.
const MAX_HEIGHTS: usize = 1 << 16;

/// Heights are rounded down to multiples of this, in units of the face, as in Mapnik.
const STEP: f32 = 64.0;

impl GlyphHeights {
    /// The upper and the lower end of a glyph above the baseline, in ems of the face; control points count. Zero for
    /// blank glyphs.
    pub(super) fn of(&self, fonts: &FontSet, face: FaceId, glyph: u32) -> [f32; 2] {
        if let Ok(known) = self.0.read()
            && let Some(heights) = known.get(&(face, glyph))
        {
            return *heights;
        }
        let heights = measure(fonts, face, glyph).unwrap_or_default();
        if let Ok(mut known) = self.0.write()
            && known.len() < MAX_HEIGHTS
        {
            known.insert((face, glyph), heights);
        }
        heights
    }
}

fn measure(fonts: &FontSet, face: FaceId, glyph: u32) -> Option<[f32; 2]> {
    let loaded = fonts.face(face)?;
    let em = f32::from(loaded.font()?.units_per_em()).max(1.0);
    let stretch = loaded.metrics().map_or(1.0, |it| it.stretch);
    let [_, top, _, bottom] = GlyphOutline::of(fonts, face, glyph)?.bounds()?;
    Some([top, bottom].map(|y| ((-y * em * stretch).round() / STEP).floor() * STEP / em))
}
