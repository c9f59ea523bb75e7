//! Sprite files.

use std::path::{Path, PathBuf};

use bytes::Bytes;

use super::error::SpriteError;
use crate::bounded_file;

/// The two files of a sprite, each with its name for error messages.
#[derive(Debug, Clone)]
pub struct SpriteFiles {
    /// The JSON index.
    pub json: (String, Bytes),
    /// The PNG image.
    pub png: (String, Bytes),
}

impl SpriteFiles {
    /// Reads the files whose paths start with `base` (`dir/sprite` for `dir/sprite@2x.png`). For pixel ratios of 1.5
    /// and above the `@2x` files are preferred if they exist.
    pub fn read(base: &Path, pixel_ratio: f64) -> Result<Self, SpriteError> {
        let file = |suffix: &str| {
            let mut name = base.as_os_str().to_owned();
            name.push(suffix);
            PathBuf::from(name)
        };
        let dense = pixel_ratio >= 1.5 && file("@2x.json").exists() && file("@2x.png").exists();
        let suffix = if dense { "@2x" } else { "" };
        let read = |path: &Path, limit| Ok((path.display().to_string(), Bytes::from(read(path, limit)?)));
        let (json, png) = (file(&format!("{suffix}.json")), file(&format!("{suffix}.png")));
        Ok(Self { json: read(&json, MAX_INDEX)?, png: read(&png, MAX_IMAGE)? })
    }
}

/// Maximum size of an index in bytes. That of a sprite with a thousand icons has 100 kB.
const MAX_INDEX: u64 = 8 << 20;

/// Maximum size of an image in bytes.
const MAX_IMAGE: u64 = 32 << 20;

fn read(path: &Path, limit: u64) -> Result<Vec<u8>, SpriteError> {
    bounded_file::read(path, limit).map_err(|error| SpriteError::File { path: path.display().to_string(), error })
}
