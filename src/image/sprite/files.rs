//! Sprite files.

use std::path::{Path, PathBuf};

use bytes::Bytes;

use super::error::SpriteError;

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
        let read = |path: &Path| Ok((path.display().to_string(), Bytes::from(read(path)?)));
        Ok(Self { json: read(&file(&format!("{suffix}.json")))?, png: read(&file(&format!("{suffix}.png")))? })
    }
}

/// Maximum size of a sprite file in bytes.
const MAX_FILE: u64 = 32 << 20;

fn read(path: &Path) -> Result<Vec<u8>, SpriteError> {
    let error = |error| SpriteError::File { path: path.display().to_string(), error };
    let size = std::fs::metadata(path).map_err(error)?.len();
    if size > MAX_FILE {
        return Err(error(std::io::Error::other("larger than 32 MiB")));
    }
    std::fs::read(path).map_err(error)
}
