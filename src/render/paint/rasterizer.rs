//! The only place that chooses a pixel painter. Another one is a module next to [`skia`](mod@super::skia), a variant of
//! [`Rasterizer`] and an arm here.

use super::skia::SkiaPainter;
use crate::{
    render::display::{PaintError, PixelPainter},
    settings::Rasterizer,
    text::GlyphCache,
};

impl Rasterizer {
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
