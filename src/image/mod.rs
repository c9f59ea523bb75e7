//! Pixels → PNG, JPEG, WebP bytes.
//!
//! Input is always premultiplied RGBA, 8 bits a channel, as the rasteriser leaves it. Output is
//! deterministic: the same pixels and the same [`Encoding`] give the same bytes on every machine.

mod histogram;
mod jpeg;
mod median_cut;
mod palette;
mod pixels;
mod png;
pub mod sprite;
mod webp;

pub use pixels::Pixels;

/// What to write, with everything that decides over the bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// PNG with an adaptive palette: exact up to 256 colours, else quantised. Alpha is kept.
    Png8 {
        /// The most colours, 2 to 256; more are merged.
        colours: u16,
    },
    /// PNG with every colour: RGB where the picture is opaque, else RGBA.
    Png,
    /// Baseline JPEG. Transparent parts show white.
    Jpeg {
        /// 1 to 100.
        quality: u8,
        /// Resolution of the colour channels.
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

/// JPEG chroma subsampling.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Chroma {
    /// 4:2:0, a quarter of the colour samples: smaller, soft edges between strong colours.
    #[default]
    Quarter,
    /// 4:4:4, every colour sample: coloured text stays sharp.
    Full,
}

/// Why pixels could not be written.
#[derive(Debug, thiserror::Error)]
pub enum EncodeError {
    /// The pixel buffer does not hold `width × height` pixels, or there are none.
    #[error("{bytes} bytes are no picture of {width}×{height} RGBA pixels")]
    Size {
        /// Pixels in a row.
        width: u32,
        /// Rows.
        height: u32,
        /// Length of the buffer.
        bytes: usize,
    },
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
    /// The PNG encoder gave up.
    #[error("PNG: {0}")]
    Png(#[from] ::png::EncodingError),
    /// The deflate stage of PNG gave up.
    #[error("PNG: {0}")]
    Deflate(libdeflater::CompressionError),
    /// The JPEG encoder gave up.
    #[error("JPEG: {0}")]
    Jpeg(#[from] jpeg_encoder::EncodingError),
    /// The WebP encoder gave up.
    #[error("WebP: {0}")]
    Webp(String),
}

/// The picture as a file's bytes.
pub fn encode(pixels: Pixels<'_>, encoding: Encoding) -> Result<Vec<u8>, EncodeError> {
    match encoding {
        Encoding::Png8 { colours } => png::indexed(pixels, colours),
        Encoding::Png => png::truecolour(pixels),
        Encoding::Jpeg { quality, chroma } => jpeg::encode(pixels, quality, chroma),
        Encoding::WebpLossless => webp::lossless(pixels),
        Encoding::Webp { quality } => webp::lossy(pixels, quality),
    }
}
