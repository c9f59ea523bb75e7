//! How far glyphs reach above and below the baseline.

use super::{FaceId, FontSet, outline::GlyphOutline};

/// Heights are rounded down to multiples of this, in units of the face, as in Mapnik.
const STEP: f32 = 64.0;

/// The upper and the lower end of a glyph above the baseline, in ems of the face; control points count. Zero for blank
/// glyphs.
pub(super) fn glyph_heights(fonts: &FontSet, face: FaceId, glyph: u32) -> [f32; 2] {
    fonts.heights().get(face, glyph, || measure(fonts, face, glyph).unwrap_or_default())
}

fn measure(fonts: &FontSet, face: FaceId, glyph: u32) -> Option<[f32; 2]> {
    let loaded = fonts.face(face)?;
    let em = f32::from(loaded.font()?.units_per_em()).max(1.0);
    let stretch = loaded.metrics().map_or(1.0, |it| it.stretch);
    let [_, top, _, bottom] = GlyphOutline::of(fonts, face, glyph)?.bounds()?;
    Some([top, bottom].map(|y| ((-y * em * stretch).round() / STEP).floor() * STEP / em))
}
