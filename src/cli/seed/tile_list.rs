//! Lists of tiles in files: a line `z/x/y` for each tile, as in osm2pgsql's lists of expired tiles.

use std::{
    io::{self, BufRead},
    path::Path,
};

use crate::tile::TileId;

/// The list cannot be used.
#[derive(Debug, thiserror::Error)]
pub(super) enum TileListError {
    /// The file cannot be read.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// A line is not a tile. It is an error, because otherwise the tile would silently be missing from the cache.
    #[error("line {line}: {text:?} is not a tile z/x/y")]
    NotATile {
        /// The line, counted from 1.
        line: usize,
        /// The content of the line.
        text: String,
    },
    /// There are more tiles than the limit.
    #[error("more than --limit {0} tiles")]
    TooMany(usize),
}

/// The tiles in the file at `path`, at most `limit`; `-` is standard input. Empty lines and comments (`#`) are skipped.
pub(super) fn read(path: &Path, limit: usize) -> Result<Vec<TileId>, TileListError> {
    let file: Box<dyn BufRead> = match path == Path::new("-") {
        true => Box::new(io::stdin().lock()),
        false => Box::new(io::BufReader::new(std::fs::File::open(path)?)),
    };
    let mut tiles = Vec::new();
    for (index, line) in file.lines().enumerate() {
        let line = line?;
        let text = line.trim();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        let Some(tile) = tile(text) else {
            return Err(TileListError::NotATile { line: index + 1, text: text.to_owned() });
        };
        if tiles.len() == limit {
            return Err(TileListError::TooMany(limit));
        }
        tiles.push(tile);
    }
    Ok(tiles)
}

fn tile(text: &str) -> Option<TileId> {
    let mut parts = text.split('/');
    let (z, x, y) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    parts.next().is_none().then(|| TileId::new(z, x, y).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_tiles_that_exist() {
        assert_eq!(tile("3/7/7"), TileId::new(3, 7, 7).ok());
        assert_eq!(tile("3/8/0"), None);
        assert_eq!(tile("3/7"), None);
        assert_eq!(tile("3/7/7/7"), None);
    }
}
