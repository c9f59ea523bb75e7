//! Why a picture cannot be written.

/// Why a picture could not be written.
#[derive(Debug, thiserror::Error)]
pub enum EncodeError {
    /// The format cannot hold a picture this large.
    #[error("a picture of {width}×{height} pixels is too large for {format}")]
    TooLarge {
        /// The format's name.
        format: &'static str,
        /// Pixels in a row.
        width: u32,
        /// Rows.
        height: u32,
    },
    /// The PNG encoder failed.
    #[error("PNG: {0}")]
    Png(#[from] ::png::EncodingError),
    /// The deflate stage of PNG failed.
    #[error("PNG: {0}")]
    Deflate(libdeflater::CompressionError),
    /// The JPEG encoder failed.
    #[error("JPEG: {0}")]
    Jpeg(#[from] jpeg_encoder::EncodingError),
    /// The WebP encoder failed.
    #[error("WebP: {0}")]
    Webp(String),
}
