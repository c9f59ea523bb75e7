//! The result of layout.

use std::ops::Range;

use crate::text::FaceId;

/// A glyph in its line. Lengths are ems of the label, with `y` down.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PositionedGlyph {
    /// The face.
    pub face: FaceId,
    /// The glyph within the face.
    pub glyph: u32,
    /// `x` of the origin, from the left end of the line.
    pub x: f32,
    /// `y` of the origin (on the baseline), from the top of the label.
    pub y: f32,
    /// The pen position before the glyph, from the left end of the line.
    pub pen: f32,
    /// Advance of the pen; 0 for marks.
    pub advance: f32,
    /// Scale relative to the label's size.
    pub scale: f32,
    /// Index of its [`TextSpan`](super::TextSpan).
    pub span: usize,
    /// Byte index of its cluster in the label's text; glyphs of one cluster belong together.
    pub cluster: usize,
    /// Whether it is rotated counterclockwise by a quarter turn about its origin, so that it is upright when the label
    /// is rotated clockwise.
    pub upright: bool,
}

/// An inline image in its line. Lengths are as in [`PositionedGlyph`].
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PositionedImage {
    /// Left edge, from the left end of the line.
    pub x: f32,
    /// Top edge, from the top of the label.
    pub y: f32,
    /// Width and height.
    pub size: [f32; 2],
    /// Index of its [`TextSpan`](super::TextSpan).
    pub span: usize,
    /// As in [`PositionedGlyph`]; the image rotates about the corner at `x` and `y`.
    pub upright: bool,
}

/// One line.
#[derive(Debug, Clone, PartialEq)]
pub struct TextLine {
    /// Its glyphs in [`TextLayout::glyphs`], from left to right.
    pub glyphs: Range<usize>,
    /// Its images in [`TextLayout::images`].
    pub images: Range<usize>,
    /// Width in ems.
    pub width: f32,
}

/// The text of a label, laid out but not yet justified or anchored: every line starts at 0.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TextLayout {
    /// The lines from top to bottom.
    pub lines: Vec<TextLine>,
    /// All glyphs.
    pub glyphs: Vec<PositionedGlyph>,
    /// All inline images.
    pub images: Vec<PositionedImage>,
    /// Width of the widest line, in ems.
    pub width: f32,
    /// Height of all lines, in ems.
    pub height: f32,
    /// Number of characters without a glyph in any font.
    pub missing: usize,
}

impl TextLayout {
    /// The size in memory, in bytes.
    pub fn bytes(&self) -> usize {
        self.lines.capacity() * size_of::<TextLine>()
            + self.glyphs.capacity() * size_of::<PositionedGlyph>()
            + self.images.capacity() * size_of::<PositionedImage>()
    }
}
