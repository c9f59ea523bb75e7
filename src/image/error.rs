//! Errors of image encoding.

/// Why an image could not be encoded.
#[derive(Debug, thiserror::Error)]
pub enum EncodeError {
    /// The image is too large for the format.
    #[error("a picture of {width}×{height} pixels is too large for {format}")]
    TooLarge {
        /// The format's name.
        format: &'static str,
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// The PNG encoder failed.
    #[error("PNG: {0}")]
    Png(#[from] ::png::EncodingError),
    /// The deflate stage of PNG failed.
    #[error("PNG: {0}")]
    Deflate(libdeflater::CompressionError),
    /// The deflate stage of a long PNG failed.
    #[error("PNG: {0}")]
    Zlib(std::io::Error),
    /// The JPEG encoder failed.
    #[error("JPEG: {0}")]
    Jpeg(#[from] jpeg_encoder::EncodingError),
    /// The WebP encoder failed.
    #[error("WebP: {0}")]
    Webp(String),
}
