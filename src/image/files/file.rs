//! An image file.

use std::{path::Path, sync::Arc};

use super::error::ImageFileError;
use crate::bounded_file;
use crate::image::{
    decode,
    sprite::SpriteImage,
    vector::{VectorPicture, read_svg},
};

/// An image file.
#[derive(Debug, Clone)]
pub enum ImageFile {
    /// Shapes.
    Vector(Arc<VectorPicture>),
    /// Pixels.
    Bitmap(Arc<SpriteImage>),
}

/// Maximum size of a file in bytes.
const MAX_FILE: u64 = 8 << 20;

impl ImageFile {
    /// Reads a file, and returns its size in bytes, too.
    pub(super) fn read(path: &Path) -> Result<(Self, u64), ImageFileError> {
        let bytes = std::fs::metadata(path)?.len();
        if bytes > MAX_FILE {
            return Err(ImageFileError::TooLarge { bytes, most: MAX_FILE });
        }
        let content = bounded_file::read(path, MAX_FILE)?;
        Ok((Self::parse(&content)?, content.len() as u64))
    }

    /// Reads the content of a file, whose format its first bytes tell.
    pub fn parse(content: &[u8]) -> Result<Self, ImageFileError> {
        let text = content.strip_prefix(b"\xef\xbb\xbf").unwrap_or(content).trim_ascii_start();
        if text.starts_with(b"<") {
            return Ok(Self::Vector(Arc::new(read_svg(content)?)));
        }
        Ok(Self::Bitmap(Arc::new(SpriteImage::new(decode(content)?, 1.0, false))))
    }

    /// Width and height in CSS pixels.
    pub fn size(&self) -> [f64; 2] {
        match self {
            Self::Vector(picture) => picture.extent(),
            Self::Bitmap(image) => image.size(),
        }
    }
}
