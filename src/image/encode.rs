//! Pictures → PNG, JPEG and WebP bytes.

use super::{Bitmap, error::EncodeError, jpeg, png, webp};
use crate::settings::Chroma;

/// An image format with everything that decides over the bytes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ImageEncoding {
    /// PNG with an adaptive palette: exact up to 256 colors, else quantized. Alpha is kept.
    Png8 {
        /// The most colors, 2 to 256; more are merged.
        colors: u16,
    },
    /// PNG with every color: RGB where the picture is opaque, else RGBA.
    Png,
    /// Baseline JPEG. Transparent parts show white.
    Jpeg {
        /// 1 to 100.
        quality: u8,
        /// Resolution of the color channels.
        chroma: Chroma,
    },
    /// WebP without loss.
    WebpLossless,
    /// WebP with loss.
    Webp {
        /// 0 to 100.
        quality: u8,
    },
}

/// The picture as a file's bytes.
pub fn encode(bitmap: &Bitmap, encoding: ImageEncoding) -> Result<Vec<u8>, EncodeError> {
    match encoding {
        ImageEncoding::Png8 { colors } => png::indexed(bitmap, colors),
        ImageEncoding::Png => png::truecolor(bitmap),
        ImageEncoding::Jpeg { quality, chroma } => jpeg::encode(bitmap, quality, chroma),
        ImageEncoding::WebpLossless => webp::lossless(bitmap),
        ImageEncoding::Webp { quality } => webp::lossy(bitmap, quality),
    }
}
