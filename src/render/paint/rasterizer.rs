//! The rasterizers that pictures can be drawn with: the one place that chooses a pixel painter.

use super::skia::SkiaPainter;
use crate::{
    render::display::{PaintError, PixelPainter},
    text::GlyphCache,
};

/// What draws pixels. Another one is a folder beside [`skia`](mod@super::skia) and a variant here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rasterizer {
    /// tiny-skia, on the CPU.
    #[default]
    TinySkia,
}

impl Rasterizer {
    /// All of them, which tests compare.
    pub const ALL: [Self; 1] = [Self::TinySkia];

    /// A painter on a transparent picture.
    pub fn painter<'g>(
        self,
        width: u32,
        height: u32,
        glyphs: &'g GlyphCache,
    ) -> Result<Box<dyn PixelPainter<'g> + 'g>, PaintError> {
        match self {
            Self::TinySkia => Ok(Box::new(SkiaPainter::new(width, height, glyphs)?)),
        }
    }
}
