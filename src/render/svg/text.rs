//! Letters as outlines: a label is one path, so that joints of letters do not show and its halo lies under all of it.

use tiny_skia::{PathSegment, Point, Transform};

use super::path::{PathData, units};
use crate::text::{FontSet, GlyphInstance, glyph_path};

/// The outlines of `glyphs`; `None` where there is no ink.
pub(super) fn outlines<'g>(fonts: &FontSet, glyphs: impl Iterator<Item = &'g GlyphInstance>) -> Option<String> {
    let mut data = PathData::default();
    for glyph in glyphs {
        glyph_outline(fonts, glyph, &mut data);
    }
    data.finish()
}

fn glyph_outline(fonts: &FontSet, glyph: &GlyphInstance, data: &mut PathData) {
    // Sizes in eighths, as pictures have them.
    let size = (glyph.size * 8.0).round() / 8.0;
    let turn = Transform::from_rotate(f32::from(glyph.angle) * 360.0 / 256.0).post_scale(size, size);
    let Some(path) = glyph_path(fonts, glyph.face, glyph.glyph).and_then(|path| path.transform(turn)) else { return };
    // The glyph is rounded before it is placed: the same letter is the same text everywhere, which packs well.
    let origin = [glyph.x, glyph.y].map(|v| units(f64::from(v) / 4.0));
    let at = |p: Point| [origin[0] + units(f64::from(p.x)), origin[1] + units(f64::from(p.y))];
    for segment in path.segments() {
        match segment {
            PathSegment::MoveTo(p) => data.move_to_units(at(p)),
            PathSegment::LineTo(p) => data.line_to_units(at(p)),
            PathSegment::QuadTo(c, p) => data.quad_to_units(at(c), at(p)),
            PathSegment::CubicTo(c, d, p) => data.cubic_to_units(at(c), at(d), at(p)),
            PathSegment::Close => data.close(),
        }
    }
}
