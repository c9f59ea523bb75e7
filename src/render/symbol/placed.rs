//! Placed symbols.

use super::{candidate::Candidate, collision::CollisionShape, label::Label};
use crate::text::TextLine;

/// A placed symbol.
#[derive(Debug)]
pub(super) struct PlacedSymbol {
    pub candidate: Candidate,
    pub text: Option<PlacedText>,
    pub icon: Option<PlacedIcon>,
}

/// A placed text.
#[derive(Debug)]
pub(super) enum PlacedText {
    /// On straight lines.
    Straight(StraightText),
    /// Along a line.
    Curved(CurvedText),
}

/// A placed straight text.
#[derive(Debug, Clone, Copy)]
pub(super) struct StraightText {
    /// The point that it is rotated about, in device pixels of the view.
    pub at: [f64; 2],
    /// Left and top of its box relative to that point, in device pixels.
    pub origin: [f64; 2],
    /// The fraction of a short line's free space that is left of it.
    pub justify: f64,
    /// Clockwise rotation in radians, including the quarter turn of a column.
    pub rotate: f64,
    /// Whether it uses the label's vertical layout.
    pub column: bool,
}

impl StraightText {
    /// The start of a line relative to the point, in device pixels.
    pub(super) fn start(&self, label: &Label, line: &TextLine) -> f64 {
        self.origin[0] + f64::from(label.form(self.column).width - line.width) * label.size * self.justify
    }
}

/// A label laid out along its line.
#[derive(Debug)]
pub(super) struct CurvedText {
    /// Whether the label's vertical layout is used.
    pub column: bool,
    /// Glyphs by their origins.
    pub glyphs: Vec<CurvedGlyph>,
    /// Images by their upper left corners.
    pub inlines: Vec<CurvedGlyph>,
    /// The collision shapes.
    pub shapes: Vec<CollisionShape>,
}

/// A glyph or an image of a label laid out along its line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct CurvedGlyph {
    /// Index into the layout's glyphs or images.
    pub index: usize,
    /// Position in device pixels of the view.
    pub origin: [f64; 2],
    /// Clockwise rotation in radians.
    pub angle: f64,
}

impl CurvedText {
    /// Moves everything by `by` device pixels.
    pub(super) fn translate(&mut self, by: [f64; 2]) {
        let moved = |p: [f64; 2]| [p[0] + by[0], p[1] + by[1]];
        self.glyphs.iter_mut().chain(&mut self.inlines).for_each(|g| g.origin = moved(g.origin));
        for shape in &mut self.shapes {
            if let CollisionShape::Disc(center, _) = shape {
                *center = moved(*center);
            }
        }
    }
}

/// A placed icon.
#[derive(Debug, Clone, Copy)]
pub(super) struct PlacedIcon {
    /// The point that it is rotated about, in device pixels of the view.
    pub at: [f64; 2],
    /// Shift of its rectangle before the rotation.
    pub shift: [f64; 2],
    /// Clockwise rotation in radians.
    pub angle: f64,
    /// Whether it is the icon for vertical text.
    pub column: bool,
}

/// The angle in radians by which columns are rotated, and by which their upright glyphs are rotated back.
pub(super) fn column_turn(column: bool) -> f64 {
    if column { std::f64::consts::FRAC_PI_2 } else { 0.0 }
}
