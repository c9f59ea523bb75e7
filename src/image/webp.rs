//! WebP encoding by libwebp, the only maintained lossy encoder; its lossless output is also the smallest.

use ::webp::{Encoder, WebPConfig};

use super::{Bitmap, error::EncodeError};

/// Maximum side of a WebP image in pixels.
const MAX_SIDE: u32 = 16383;

/// Encodes the image losslessly (except for colors with zero alpha).
pub(super) fn lossless(bitmap: &Bitmap) -> Result<Vec<u8>, EncodeError> {
    // In lossless mode libwebp's quality is the effort. Method 2 costs 3 % of size and saves half the time.
    encode(bitmap, |config| {
        config.lossless = 1;
        config.quality = 50.0;
        config.method = 2;
    })
}

/// Encodes the image with the given lossy quality.
pub(super) fn lossy(bitmap: &Bitmap, quality: u8) -> Result<Vec<u8>, EncodeError> {
    encode(bitmap, |config| {
        config.quality = f32::from(quality.min(100));
        config.method = 3;
    })
}

fn encode(bitmap: &Bitmap, adjust: impl FnOnce(&mut WebPConfig)) -> Result<Vec<u8>, EncodeError> {
    let (width, height) = (bitmap.width(), bitmap.height());
    if width > MAX_SIDE || height > MAX_SIDE {
        return Err(EncodeError::TooLarge { format: "WebP", width, height });
    }
    let mut config = WebPConfig::new().map_err(|()| EncodeError::Webp("libwebp rejected its own defaults".into()))?;
    adjust(&mut config);
    let written = if bitmap.is_opaque() {
        Encoder::from_rgb(&bitmap.rgb_on_white(), width, height).encode_advanced(&config)
    } else {
        Encoder::from_rgba(&bitmap.straight_rgba(), width, height).encode_advanced(&config)
    };
    written.map(|bytes| bytes.to_vec()).map_err(|e| EncodeError::Webp(format!("{e:?}")))
}
