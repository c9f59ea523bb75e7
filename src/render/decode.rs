//! Image tiles → pixmaps.

use tiny_skia::{ColorU8, IntSize, Pixmap};
use zune_jpeg::{
    JpegDecoder,
    zune_core::{bytestream::ZCursor, colorspace::ColorSpace, options::DecoderOptions},
};

/// Why bytes are no picture.
#[derive(Debug, thiserror::Error)]
pub enum ImageError {
    /// Not PNG, JPEG or WebP.
    #[error("neither PNG nor WebP nor JPEG")]
    Unknown,
    /// Broken, or larger than allowed.
    #[error("{0}")]
    Broken(String),
}

/// The most pixels an image tile may have.
const MAX_PIXELS: u64 = 4096 * 4096;

/// The longest side of a JPEG.
const MAX_SIDE: usize = 4096;

/// Decodes PNG, WebP or JPEG.
pub fn decode_image(bytes: &[u8]) -> Result<Pixmap, ImageError> {
    if bytes.starts_with(b"\x89PNG") {
        // Width and height stand at a fixed place: look before decoding.
        let number = |at: usize| bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_be_bytes);
        allowed(number(16), number(20))?;
        return Pixmap::decode_png(bytes).map_err(|e| ImageError::Broken(e.to_string()));
    }
    let broken = |e: &str| ImageError::Broken(e.to_owned());
    if bytes.get(8..12) == Some(b"WEBP") {
        let features = webp::BitstreamFeatures::new(bytes).ok_or_else(|| broken("broken WebP"))?;
        allowed(features.width(), features.height())?;
        let image = webp::Decoder::new(bytes).decode().ok_or_else(|| broken("broken WebP"))?;
        return pixmap(&image, if image.is_alpha() { 4 } else { 3 }, image.width(), image.height());
    }
    if bytes.starts_with(&[0xff, 0xd8]) {
        let options = DecoderOptions::default()
            .jpeg_set_out_colorspace(ColorSpace::RGB)
            .set_max_width(MAX_SIDE)
            .set_max_height(MAX_SIDE);
        let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
        let pixels = decoder.decode().map_err(|e| broken(&e.to_string()))?;
        let info = decoder.info().ok_or_else(|| broken("JPEG without size"))?;
        return pixmap(&pixels, 3, u32::from(info.width), u32::from(info.height));
    }
    Err(ImageError::Unknown)
}

fn pixmap(bytes: &[u8], channels: usize, width: u32, height: u32) -> Result<Pixmap, ImageError> {
    let rgba = bytes.chunks_exact(channels).flat_map(|p| match *p {
        [r, g, b, a] => premultiplied(r, g, b, a),
        [r, g, b] => premultiplied(r, g, b, 255),
        _ => [0; 4],
    });
    let size = IntSize::from_wh(width, height).ok_or(ImageError::Unknown)?;
    Pixmap::from_vec(rgba.collect(), size).ok_or_else(|| ImageError::Broken("wrong size".to_owned()))
}

fn premultiplied(r: u8, g: u8, b: u8, a: u8) -> [u8; 4] {
    let c = ColorU8::from_rgba(r, g, b, a).premultiply();
    [c.red(), c.green(), c.blue(), c.alpha()]
}

fn allowed(width: u32, height: u32) -> Result<(), ImageError> {
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(ImageError::Broken(format!("{width}×{height} pixels are too many")));
    }
    Ok(())
}
