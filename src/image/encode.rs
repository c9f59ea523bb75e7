//! Encodes PNG, JPEG and WebP.

use super::{Bitmap, error::EncodeError, jpeg, png, webp};
use crate::settings::Chroma;

/// An image format with all of its parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImageEncoding {
    /// PNG with an adaptive palette: lossless up to `colors` colors, otherwise quantized. Alpha is preserved.
    Png8 {
        /// Maximum number of colors, 2 to 256.
        colors: u16,
        /// Whether colors that are nearly the same become one, which makes the image shorter.
        merge: bool,
    },
    /// PNG in true color: RGB if the image is opaque, otherwise RGBA.
    Png,
    /// Baseline JPEG. Transparent parts become white.
    Jpeg {
        /// Quality, 1 to 100.
        quality: u8,
        /// Chroma subsampling.
        chroma: Chroma,
    },
    /// Lossless WebP.
    WebpLossless,
    /// Lossy WebP.
    Webp {
        /// Quality, 0 to 100.
        quality: u8,
    },
}

/// Encodes an image.
pub fn encode(bitmap: &Bitmap, encoding: ImageEncoding) -> Result<Vec<u8>, EncodeError> {
    match encoding {
        ImageEncoding::Png8 { colors, merge } => png::indexed(bitmap, colors, merge),
        ImageEncoding::Png => png::truecolor(bitmap),
        ImageEncoding::Jpeg { quality, chroma } => jpeg::encode(bitmap, quality, chroma),
        ImageEncoding::WebpLossless => webp::lossless(bitmap),
        ImageEncoding::Webp { quality } => webp::lossy(bitmap, quality),
    }
}
