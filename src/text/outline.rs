//! Glyph outlines as tiny-skia paths.

use harfrust::{
    GlyphId,
    font::glyph::outline::{DrawMemory, DrawOptions, PathSink},
};
use tiny_skia::{Path, PathBuilder};

use super::{FaceId, FontSet};

/// The outline of a glyph in ems, `y` down, its origin at (0, 0). `None` for glyphs without ink, unknown
/// glyphs, broken outlines and fonts that cannot be read.
pub fn glyph_path(fonts: &FontSet, face: FaceId, glyph: u32) -> Option<Path> {
    let font = fonts.face(face)?.font()?;
    let em = f32::from(font.units_per_em()).max(1.0);
    let mut sink = Sink { path: PathBuilder::new(), scale: 1.0 / em };
    let outline = font.outline_glyphs().get(GlyphId::new(glyph))?;
    outline.draw(&DrawOptions::new(), DrawMemory::Scratch, &mut sink).ok()?;
    sink.path.finish()
}

struct Sink {
    path: PathBuilder,
    scale: f32,
}

impl Sink {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (x * self.scale, -y * self.scale)
    }
}

impl PathSink for Sink {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        let ((cx, cy), (x, y)) = (self.at(cx, cy), self.at(x, y));
        self.path.quad_to(cx, cy, x, y);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        let ((ax, ay), (bx, by), (x, y)) = (self.at(ax, ay), self.at(bx, by), self.at(x, y));
        self.path.cubic_to(ax, ay, bx, by, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}
