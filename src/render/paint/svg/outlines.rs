//! Letters as outlines. A label is one path, so that joints of letters are invisible and the halo is beneath all of it.

use super::path::{PathData, units};
use crate::{
    render::display::GlyphInstance,
    text::{FontSet, GlyphOutline, Segment},
};

/// The outlines of `glyphs`; `None` if they are empty.
pub(super) fn outlines<'g>(fonts: &FontSet, glyphs: impl Iterator<Item = &'g GlyphInstance>) -> Option<String> {
    let mut data = PathData::default();
    for glyph in glyphs {
        glyph_outline(fonts, glyph, &mut data);
    }
    data.finish()
}

fn glyph_outline(fonts: &FontSet, glyph: &GlyphInstance, data: &mut PathData) {
    let Some(outline) = GlyphOutline::of(fonts, glyph.face, glyph.glyph) else { return };
    // Sizes are rounded to eighths, as in pictures.
    let size = (glyph.size * 8.0).round() / 8.0;
    let (sin, cos) = (f32::from(glyph.angle) * 360.0 / 256.0).to_radians().sin_cos();
    let (sin, cos) = (sin * size, cos * size);
    // The glyph is rounded before it is positioned: the same letter has the same text everywhere, which compresses
    // well.
    let origin = [glyph.x, glyph.y].map(|v| units(f64::from(v) / 4.0));
    let at = |[x, y]: [f32; 2]| {
        let turned = [x * cos - y * sin, x * sin + y * cos];
        [0, 1].map(|i| origin[i] + units(f64::from(turned[i])))
    };
    for segment in outline.segments() {
        match *segment {
            Segment::MoveTo(p) => data.move_to_units(at(p)),
            Segment::LineTo(p) => data.line_to_units(at(p)),
            Segment::QuadTo(c, p) => data.quad_to_units(at(c), at(p)),
            Segment::CubicTo(c, d, p) => data.cubic_to_units(at(c), at(d), at(p)),
            Segment::Close => data.close(),
        }
    }
}
