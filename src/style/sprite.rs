//! Sprites of a style.

use std::path::{Path, PathBuf};

/// A sprite: named images in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sprite {
    /// Prefix of its images (`id:image`), `default` for none.
    pub id: String,
    /// Where `.json`, `.png`, `@2x.json` and `@2x.png` are appended.
    pub url: String,
}

impl Sprite {
    /// Where its files begin for a style in `folder`. Servers are not asked: the last part of their addresses is
    /// looked for beside the style. A relative address is a path from there.
    pub fn beside(&self, folder: &Path) -> PathBuf {
        let path = self.url.split(['?', '#']).next().unwrap_or_default();
        let name = path.rsplit('/').find(|part| !part.is_empty()).unwrap_or("sprite");
        let below = folder.join(path.trim_start_matches("./"));
        let relative = !self.is_remote() && !path.starts_with('/') && path.contains('/');
        let exists = || folder.join(format!("{}.json", path.trim_start_matches("./"))).exists();
        if relative && exists() { below } else { folder.join(name) }
    }

    /// Whether it names a server.
    pub fn is_remote(&self) -> bool {
        self.url.contains("://")
    }
}
