//! Symbols that got their place.

use super::{candidate::Candidate, collision::CollisionShape, label::Label};
use crate::text::TextLine;

/// A symbol that got its place.
#[derive(Debug)]
pub(super) struct PlacedSymbol {
    pub candidate: Candidate,
    pub text: Option<PlacedText>,
    pub icon: Option<PlacedIcon>,
}

/// A text in its place.
#[derive(Debug)]
pub(super) enum PlacedText {
    /// On straight lines.
    Straight(StraightText),
    /// Along a line.
    Curved(CurvedText),
}

/// A straight text in its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct StraightText {
    /// The point that it is turned about, in device pixels of the view.
    pub at: [f64; 2],
    /// Left and top of its box from that point, in device pixels.
    pub origin: [f64; 2],
    /// Share of a short line's free space left of it.
    pub justify: f64,
    /// Clockwise, in radians; a column's quarter turn is part of it.
    pub rotate: f64,
    /// Whether it is the label's column.
    pub column: bool,
}

impl StraightText {
    /// The beginning of a line, from the point, in device pixels.
    pub fn start(&self, label: &Label, line: &TextLine) -> f64 {
        self.origin[0] + f64::from(label.form(self.column).width - line.width) * label.size * self.justify
    }
}

/// A label that is laid along its line.
#[derive(Debug)]
pub(super) struct CurvedText {
    /// Whether it is the label's column that is along the line.
    pub column: bool,
    /// Glyphs by their origins.
    pub glyphs: Vec<CurvedGlyph>,
    /// Images by their upper left corners.
    pub inlines: Vec<CurvedGlyph>,
    /// What it covers.
    pub shapes: Vec<CollisionShape>,
}

/// A glyph or an image of a label that is laid along its line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct CurvedGlyph {
    /// Index into the layout's glyphs or images.
    pub index: usize,
    /// In device pixels of the view.
    pub origin: [f64; 2],
    /// Clockwise, in radians.
    pub angle: f64,
}

impl CurvedText {
    /// Moves everything by `by` device pixels.
    pub fn translate(&mut self, by: [f64; 2]) {
        let moved = |p: [f64; 2]| [p[0] + by[0], p[1] + by[1]];
        self.glyphs.iter_mut().chain(&mut self.inlines).for_each(|g| g.origin = moved(g.origin));
        for shape in &mut self.shapes {
            if let CollisionShape::Disc(center, _) = shape {
                *center = moved(*center);
            }
        }
    }
}

/// An icon in its place.
#[derive(Debug, Clone, Copy)]
pub(super) struct PlacedIcon {
    /// The point that it is turned about, in device pixels of the view.
    pub at: [f64; 2],
    /// Shift of its rectangle before it is turned.
    pub shift: [f64; 2],
    /// Clockwise, in radians.
    pub angle: f64,
    /// Whether it is the icon for the text's column.
    pub column: bool,
}

/// The angle by which columns are turned, and their upright glyphs are turned back, in radians.
pub(super) fn column_turn(column: bool) -> f64 {
    if column { std::f64::consts::FRAC_PI_2 } else { 0.0 }
}
