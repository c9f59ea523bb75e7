//! The files behind the `local://` URLs of a test suite.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::tile::TileId;

/// The directory with the files of a test suite.
pub(super) struct Assets<'a>(pub &'a Path);

impl Assets<'_> {
    /// The file that `url` names: `local://X` is `X` in the assets; all other URLs are paths.
    pub(super) fn path(&self, url: &str) -> PathBuf {
        match url.strip_prefix("local://") {
            Some(rest) => self.0.join(percent_decoded(rest)),
            None => PathBuf::from(url),
        }
    }

    /// The content of `url`; `None` if there is no such file, as for a server that answers 404.
    pub(super) fn read(&self, url: &str) -> Result<Option<Vec<u8>>> {
        let path = self.path(url);
        match std::fs::read(&path) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(e) => Err(e).with_context(|| path.display().to_string()),
        }
    }

    /// Fills in the URL template of a tile.
    pub(super) fn tile_url(template: &str, tile: TileId, tms: bool, ratio: f64) -> String {
        let row = if tms { tile.across() - 1 - tile.y() } else { tile.y() };
        template
            .replace("{z}", &tile.z().to_string())
            .replace("{x}", &tile.x().to_string())
            .replace("{y}", &row.to_string())
            .replace("{ratio}", if ratio >= 1.5 { "@2x" } else { "" })
    }
}

fn percent_decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}
