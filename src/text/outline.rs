//! Glyph outlines.

use harfrust::{
    GlyphId,
    font::glyph::outline::{DrawMemory, DrawOptions, PathSink},
};

use super::{FaceId, FontSet};

/// One segment of an outline. Points are `x` to the right, `y` down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Segment {
    /// Starts a contour.
    MoveTo([f32; 2]),
    /// A straight line to a point.
    LineTo([f32; 2]),
    /// A curve with one control point.
    QuadTo([f32; 2], [f32; 2]),
    /// A curve with two control points.
    CubicTo([f32; 2], [f32; 2], [f32; 2]),
    /// Closes the contour.
    Close,
}

/// The outline of a glyph, filled by the non-zero winding rule.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct GlyphOutline {
    segments: Vec<Segment>,
}

impl GlyphOutline {
    /// The outline of a glyph in ems with its origin at (0, 0). `None` for blank or unknown glyphs, invalid outlines
    /// and fonts that cannot be loaded.
    pub fn of(fonts: &FontSet, face: FaceId, glyph: u32) -> Option<Self> {
        let font = fonts.face(face)?.font()?;
        let em = f32::from(font.units_per_em()).max(1.0);
        let mut sink = Sink { segments: Vec::new(), scale: 1.0 / em };
        let outline = font.outline_glyphs().get(GlyphId::new(glyph))?;
        outline.draw(&DrawOptions::new(), DrawMemory::Scratch, &mut sink).ok()?;
        let outline = Self { segments: sink.segments };
        // Contours of a single point are blank.
        let has_ink = outline.segments.iter().any(|s| !matches!(s, Segment::MoveTo(_) | Segment::Close));
        (has_ink && outline.bounds().is_some_and(|b| b.iter().all(|v| v.is_finite()))).then_some(outline)
    }

    /// The segments.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// A copy with every point transformed.
    #[must_use]
    pub fn map(&self, f: impl Fn([f32; 2]) -> [f32; 2]) -> Self {
        let mapped = |segment: &Segment| match *segment {
            Segment::MoveTo(p) => Segment::MoveTo(f(p)),
            Segment::LineTo(p) => Segment::LineTo(f(p)),
            Segment::QuadTo(c, p) => Segment::QuadTo(f(c), f(p)),
            Segment::CubicTo(c, d, p) => Segment::CubicTo(f(c), f(d), f(p)),
            Segment::Close => Segment::Close,
        };
        Self { segments: self.segments.iter().map(mapped).collect() }
    }

    /// Left, top, right and bottom of all points, including control points; `None` if there are none.
    pub fn bounds(&self) -> Option<[f32; 4]> {
        let points = self.segments.iter().flat_map(|segment| match *segment {
            Segment::MoveTo(p) | Segment::LineTo(p) => [Some(p), None, None],
            Segment::QuadTo(c, p) => [Some(c), Some(p), None],
            Segment::CubicTo(c, d, p) => [Some(c), Some(d), Some(p)],
            Segment::Close => [None; 3],
        });
        points
            .flatten()
            .map(|[x, y]| [x, y, x, y])
            .reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])])
    }
}

impl FromIterator<Segment> for GlyphOutline {
    fn from_iter<T: IntoIterator<Item = Segment>>(segments: T) -> Self {
        Self { segments: segments.into_iter().collect() }
    }
}

struct Sink {
    segments: Vec<Segment>,
    /// Ems per unit of the font.
    scale: f32,
}

impl Sink {
    fn at(&self, x: f32, y: f32) -> [f32; 2] {
        [x * self.scale, -y * self.scale]
    }
}

impl PathSink for Sink {
    fn move_to(&mut self, x: f32, y: f32) {
        self.segments.push(Segment::MoveTo(self.at(x, y)));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.segments.push(Segment::LineTo(self.at(x, y)));
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.segments.push(Segment::QuadTo(self.at(cx, cy), self.at(x, y)));
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.segments.push(Segment::CubicTo(self.at(ax, ay), self.at(bx, by), self.at(x, y)));
    }

    fn close(&mut self) {
        self.segments.push(Segment::Close);
    }
}
