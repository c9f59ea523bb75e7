//! Text in its place.

use crate::{style::Color, text::FaceId};

/// The glyphs of one label, which are painted together.
#[derive(Debug, Clone, PartialEq)]
pub struct GlyphRun {
    /// The glyphs.
    pub glyphs: Vec<GlyphInstance>,
    /// Colors of the label's sections; empty if only the halo is drawn.
    pub colors: Vec<Color>,
    /// Drawn beneath all glyphs.
    pub halo: Option<Halo>,
    /// Factor on the alpha of colors and halo.
    pub opacity: f64,
}

impl GlyphRun {
    /// The halo, if it is seen.
    pub(crate) fn visible_halo(&self) -> Option<Halo> {
        self.halo.filter(|h| h.width > 0.0 && h.color.a > 0.0)
    }
}

/// One glyph in a picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GlyphInstance {
    /// The face.
    pub face: FaceId,
    /// The glyph within the face.
    pub glyph: u32,
    /// Its origin in quarter pixels of the picture. It is rounded before the picture's own position is subtracted, so
    /// that neighboring pictures agree.
    pub x: i32,
    /// See `x`.
    pub y: i32,
    /// Pixels per em.
    pub size: f32,
    /// Clockwise rotation in 256ths of a turn.
    pub angle: u8,
    /// Index of its color in [`GlyphRun::colors`].
    pub color: usize,
}

/// A halo around glyphs or around an icon that is a distance field.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Halo {
    /// Its color.
    pub color: Color,
    /// Device pixels from the outline outwards.
    pub width: f64,
    /// Device pixels over which the edge fades, to both sides.
    pub blur: f64,
    /// Whether it leaves out the letters: for letters that let something through.
    pub hollow: bool,
}
