//! The available rasterizers. This is the only place that chooses a pixel painter.

use super::skia::SkiaPainter;
use crate::{
    render::display::{PaintError, PixelPainter},
    text::GlyphCache,
};

/// A rasterizer. To add another one, create a module next to [`skia`](mod@super::skia) and a variant here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rasterizer {
    /// tiny-skia, on the CPU.
    #[default]
    TinySkia,
}

impl Rasterizer {
    /// All rasterizers, for tests that compare them.
    pub const ALL: [Self; 1] = [Self::TinySkia];

    /// Creates a painter with a transparent picture.
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
