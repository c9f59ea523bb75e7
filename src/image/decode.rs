//! Decodes PNG, JPEG and WebP.

use zune_jpeg::{
    JpegDecoder,
    errors::DecodeErrors,
    zune_core::{bytestream::ZCursor, colorspace::ColorSpace, options::DecoderOptions},
};

use super::{Bitmap, BitmapError};

/// Why bytes cannot be decoded as an image.
#[derive(Debug, thiserror::Error)]
pub enum DecodeError {
    /// Not PNG, JPEG or WebP.
    #[error("neither PNG nor WebP nor JPEG")]
    Unknown,
    /// More pixels than [`MAX_PIXELS`].
    #[error("{width}×{height} pixels are too many")]
    TooLarge {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
    },
    /// Invalid PNG.
    #[error(transparent)]
    Png(#[from] ::png::DecodingError),
    /// PNG that was not decoded to 8-bit grayscale or RGB.
    #[error("PNG with an unsupported pixel format")]
    PngPixels,
    /// Invalid JPEG.
    #[error(transparent)]
    Jpeg(#[from] DecodeErrors),
    /// JPEG with more scans than [`MAX_JPEG_SCANS`].
    #[error("JPEG with more than {MAX_JPEG_SCANS} scans")]
    JpegScans,
    /// JPEG that does not contain its size.
    #[error("JPEG without a size")]
    JpegSize,
    /// Invalid WebP.
    #[error("broken WebP")]
    Webp,
    /// The number of pixels does not match the size in the header.
    #[error(transparent)]
    Size(#[from] BitmapError),
}

/// Maximum number of pixels of an image.
const MAX_PIXELS: u64 = 4096 * 4096;

/// Maximum side of a JPEG in pixels.
const MAX_JPEG_SIDE: usize = 4096;

/// The maximum number of scans of a JPEG. Progressive ones have about ten; each takes time for the whole image, however
/// few bytes it has.
const MAX_JPEG_SCANS: usize = 100;

/// The media type of PNG, WebP and JPEG, recognized by the first bytes.
pub fn media_type(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', ..] => Some("image/png"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        [0xff, 0xd8, ..] => Some("image/jpeg"),
        _ => None,
    }
}

/// Decodes PNG, WebP or JPEG. The format is recognized by the first bytes.
pub fn decode(bytes: &[u8]) -> Result<Bitmap, DecodeError> {
    match media_type(bytes) {
        Some("image/png") => decode_png(bytes),
        Some("image/webp") => decode_webp(bytes),
        Some(_) => decode_jpeg(bytes),
        None => Err(DecodeError::Unknown),
    }
}

/// Decodes any PNG; 16 bits per channel are reduced to 8.
pub fn decode_png(bytes: &[u8]) -> Result<Bitmap, DecodeError> {
    let mut decoder = ::png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(::png::Transformations::normalize_to_color8());
    let header = decoder.read_header_info()?;
    allowed(header.width, header.height)?;
    let mut reader = decoder.read_info()?;
    let size = reader.output_buffer_size().ok_or(::png::DecodingError::LimitsExceeded)?;
    let mut data = vec![0; size];
    let frame = reader.next_frame(&mut data)?;
    data.truncate(frame.buffer_size());
    let rgba: Vec<u8> = match (frame.bit_depth, frame.color_type) {
        (::png::BitDepth::Eight, ::png::ColorType::Rgba) => data,
        (::png::BitDepth::Eight, ::png::ColorType::Rgb) => opaque(&data),
        (::png::BitDepth::Eight, ::png::ColorType::Grayscale) => data.iter().flat_map(|v| [*v, *v, *v, 255]).collect(),
        (::png::BitDepth::Eight, ::png::ColorType::GrayscaleAlpha) => {
            data.as_chunks::<2>().0.iter().flat_map(|[v, a]| [*v, *v, *v, *a]).collect()
        }
        _ => return Err(DecodeError::PngPixels),
    };
    Ok(Bitmap::from_straight(frame.width, frame.height, rgba)?)
}

fn decode_webp(bytes: &[u8]) -> Result<Bitmap, DecodeError> {
    let features = webp::BitstreamFeatures::new(bytes).ok_or(DecodeError::Webp)?;
    allowed(features.width(), features.height())?;
    let image = webp::Decoder::new(bytes).decode().ok_or(DecodeError::Webp)?;
    let rgba = if image.is_alpha() { image.to_vec() } else { opaque(&image) };
    Ok(Bitmap::from_straight(image.width(), image.height(), rgba)?)
}

fn decode_jpeg(bytes: &[u8]) -> Result<Bitmap, DecodeError> {
    // The marker does not occur in compressed data, where a zero follows each 0xff.
    if bytes.windows(2).filter(|pair| *pair == [0xff, 0xda]).nth(MAX_JPEG_SCANS).is_some() {
        return Err(DecodeError::JpegScans);
    }
    let options = DecoderOptions::default()
        .jpeg_set_out_colorspace(ColorSpace::RGB)
        .set_max_width(MAX_JPEG_SIDE)
        .set_max_height(MAX_JPEG_SIDE);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    let pixels = decoder.decode()?;
    let info = decoder.info().ok_or(DecodeError::JpegSize)?;
    Ok(Bitmap::from_straight(u32::from(info.width), u32::from(info.height), opaque(&pixels))?)
}

/// Converts RGB to RGBA.
fn opaque(rgb: &[u8]) -> Vec<u8> {
    rgb.as_chunks::<3>().0.iter().flat_map(|[r, g, b]| [*r, *g, *b, 255]).collect()
}

fn allowed(width: u32, height: u32) -> Result<(), DecodeError> {
    if u64::from(width) * u64::from(height) > MAX_PIXELS {
        return Err(DecodeError::TooLarge { width, height });
    }
    Ok(())
}
