//! JPEG encoding.

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::{Bitmap, error::EncodeError};
use crate::settings::Chroma;

/// Encodes the image, blended over white, as a baseline JPEG.
pub(super) fn encode(bitmap: &Bitmap, quality: u8, chroma: Chroma) -> Result<Vec<u8>, EncodeError> {
    let (Ok(width), Ok(height)) = (u16::try_from(bitmap.width()), u16::try_from(bitmap.height())) else {
        return Err(EncodeError::TooLarge { format: "JPEG", width: bitmap.width(), height: bitmap.height() });
    };
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality.clamp(1, 100));
    encoder.set_sampling_factor(match chroma {
        Chroma::Quarter => SamplingFactor::F_2_2,
        Chroma::Full => SamplingFactor::F_1_1,
    });
    encoder.set_optimized_huffman_tables(true);
    encoder.encode(&bitmap.rgb_on_white(), width, height, ColorType::Rgb)?;
    Ok(bytes)
}
