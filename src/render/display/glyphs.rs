//! Positioned text.

use crate::{style::Color, text::FaceId};

/// The glyphs of one label, which are painted together.
#[derive(Debug, Clone, PartialEq)]
pub struct GlyphRun {
    /// The glyphs.
    pub glyphs: Vec<GlyphInstance>,
    /// Colors of the label's sections; empty if only the halo is drawn.
    pub colors: Vec<Color>,
    /// The halo, drawn beneath all glyphs.
    pub halo: Option<Halo>,
    /// Multiplies the alpha of the colors and the halo.
    pub opacity: f64,
    /// Whether each glyph is blended on its own, so that edges that touch add up.
    pub separate: bool,
}

impl GlyphRun {
    /// The halo, if it is visible.
    pub(crate) fn visible_halo(&self) -> Option<Halo> {
        self.halo.filter(|h| h.width > 0.0 && h.color.a > 0.0)
    }
}

/// One glyph in a picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GlyphInstance {
    /// The font face.
    pub face: FaceId,
    /// The glyph within the face.
    pub glyph: u32,
    /// `x` of the glyph's origin in quarter pixels of the picture. It is rounded before the picture's own position is
    /// subtracted, so that neighboring pictures agree.
    pub x: i32,
    /// `y` of the origin, like `x`.
    pub y: i32,
    /// Pixels per em.
    pub size: f32,
    /// Clockwise rotation in 256ths of a turn.
    pub angle: u8,
    /// Index of the glyph's color in [`GlyphRun::colors`].
    pub color: usize,
}

/// A halo around glyphs or around an icon that is a signed distance field.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Halo {
    /// The color.
    pub color: Color,
    /// Width outwards from the outline, in device pixels.
    pub width: f64,
    /// Width of the fade on both sides of the edge, in device pixels.
    pub blur: f64,
    /// Whether the letters themselves are left out, for letters that are translucent.
    pub hollow: bool,
    /// Whether it consists of copies of the letters, moved by whole pixels up to its width.
    pub copies: bool,
}
