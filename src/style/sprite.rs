//! Sprites of a style.

use std::path::{Path, PathBuf};

/// A sprite: named images in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sprite {
    /// Prefix of the image names (`id:image`); `default` for none.
    pub id: String,
    /// Base URL, to which `.json`, `.png`, `@2x.json` and `@2x.png` are appended.
    pub url: String,
}

impl Sprite {
    /// The base path of the sprite's files for a style in `folder`. Nothing is fetched from servers: the last segment
    /// of a URL is looked up next to the style. A relative address is a path relative to `folder`.
    pub fn beside(&self, folder: &Path) -> PathBuf {
        let path = self.url.split(['?', '#']).next().unwrap_or_default();
        let name = path.rsplit('/').find(|part| !part.is_empty()).unwrap_or("sprite");
        let below = folder.join(path.trim_start_matches("./"));
        let relative = !self.is_remote() && !path.starts_with('/') && path.contains('/');
        let exists = || folder.join(format!("{}.json", path.trim_start_matches("./"))).exists();
        if relative && exists() { below } else { folder.join(name) }
    }

    /// Whether the address is on a server.
    pub fn is_remote(&self) -> bool {
        self.url.contains("://")
    }
}
