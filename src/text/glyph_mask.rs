//! Coverage masks of single glyphs.

use super::FaceId;

/// The parameters of a mask. All numbers are quantized, so that labels share masks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct MaskKey {
    /// The face.
    pub face: FaceId,
    /// The glyph within the face.
    pub glyph: u32,
    /// Pixels per em, in eighths.
    pub size: u16,
    /// Clockwise rotation in 256ths of a turn.
    pub angle: u8,
    /// Position within the pixel in quarters: `x | y << 2`.
    pub subpixel: u8,
    /// How far the shape is grown (shrunk if negative), in eighths of a pixel; 0 for the glyph itself.
    pub grow: i16,
    /// Blur of the grown edge, in eighths of a pixel.
    pub blur: u8,
    /// The opacity of the copies of the shape, moved by whole pixels, by which it is grown; 0 if it is grown as a whole.
    pub copies: u8,
}

/// Coverage of pixels by a glyph.
#[derive(Debug, Default)]
pub struct GlyphMask {
    /// First column, relative to the pixel of the glyph's origin.
    pub left: i32,
    /// First row, relative to that pixel.
    pub top: i32,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// `width × height` values, row by row; 255 means full coverage.
    pub coverage: Box<[u8]>,
}
