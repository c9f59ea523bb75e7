//! Display list → pixels, by tiny-skia. What is geometry here (dashes, ribbons, soft discs) serves other painters too.

pub(super) mod circle;
pub(super) mod dash;
mod hairline;
mod heat;
mod outline;
pub(super) mod ribbon;
mod skia;

pub use skia::SkiaPainter;

use super::{DisplayList, Resources, draw};

/// Why there is no picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PaintError {
    /// The picture has no pixels, or more than [`MAX_PIXELS`].
    #[error("a picture of {width}×{height} pixels cannot be drawn")]
    Size {
        /// Columns asked for.
        width: u32,
        /// Rows asked for.
        height: u32,
    },
}

/// The most pixels a picture may have: 8192 × 8192, 256 MiB.
pub const MAX_PIXELS: u64 = 1 << 26;

/// Draws `list`. Pixels that nothing covers are transparent.
pub fn paint(list: &DisplayList, resources: &Resources) -> Result<tiny_skia::Pixmap, PaintError> {
    let mut painter = SkiaPainter::new(list.width, list.height, resources)?;
    draw(list, &mut painter);
    Ok(painter.finish())
}
