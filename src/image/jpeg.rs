//! JPEG.

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use super::{Chroma, EncodeError, Pixels};

/// The picture over white as a baseline JPEG.
pub(super) fn encode(pixels: Pixels<'_>, quality: u8, chroma: Chroma) -> Result<Vec<u8>, EncodeError> {
    let (Ok(width), Ok(height)) = (u16::try_from(pixels.width()), u16::try_from(pixels.height())) else {
        return Err(EncodeError::TooLarge { format: "JPEG", width: pixels.width(), height: pixels.height() });
    };
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality.clamp(1, 100));
    encoder.set_sampling_factor(match chroma {
        Chroma::Quarter => SamplingFactor::F_2_2,
        Chroma::Full => SamplingFactor::F_1_1,
    });
    encoder.set_optimized_huffman_tables(true);
    encoder.encode(&pixels.rgb_on_white(), width, height, ColorType::Rgb)?;
    Ok(bytes)
}
