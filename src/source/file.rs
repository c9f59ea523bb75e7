//! `file://`: a directory of tiles, `z/x/y.ext`.

use std::{
    io::{self, ErrorKind, Read},
    path::{Path, PathBuf},
};

use async_trait::async_trait;
use serde_json::Value;
use tokio::task::JoinError;

use super::{SourceError, SourceTile, TileInfo, TileQuery, TileSource};
use crate::{
    settings::{FileTreeSettings, SourceId},
    tile::TileId,
};

/// The maximum size of `metadata.json`, in bytes.
const MAX_METADATA: u64 = 1 << 20;

/// A `file://` source. A `metadata.json` in the directory describes it.
#[derive(Debug)]
pub struct FileTree {
    id: SourceId,
    root: PathBuf,
    extension: String,
    limit: usize,
    info: TileInfo,
}

/// The directory, or a tile in it, cannot be read.
#[derive(Debug, thiserror::Error)]
enum FileTreeError {
    #[error("{} is not a directory", .0.display())]
    NotADirectory(PathBuf),
    #[error("{}: {source}", path.display())]
    Metadata { path: PathBuf, source: io::Error },
    #[error("{}: {source}", path.display())]
    Json { path: PathBuf, source: serde_json::Error },
    #[error("{}: not a JSON object", .0.display())]
    NotAnObject(PathBuf),
    #[error("{tile}: {source}")]
    Tile { tile: TileId, source: io::Error },
    #[error(transparent)]
    Task(#[from] JoinError),
}

impl FileTree {
    /// Opens the directory. `limit` is the maximum size of a tile in bytes.
    pub async fn open(id: SourceId, settings: &FileTreeSettings, limit: usize) -> Result<Self, SourceError> {
        let root = settings.root.clone();
        let read = tokio::task::spawn_blocking(move || read_metadata(&root)).await;
        let info = read.map_err(FileTreeError::from).flatten().map_err(|error| SourceError::bad(&id, error))?;
        Ok(Self { id, root: settings.root.clone(), extension: settings.extension.clone(), limit, info })
    }
}

fn read_metadata(root: &Path) -> Result<TileInfo, FileTreeError> {
    if !root.is_dir() {
        return Err(FileTreeError::NotADirectory(root.to_owned()));
    }
    let path = root.join("metadata.json");
    let mut text = Vec::new();
    let read = match std::fs::File::open(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(TileInfo::default()),
        opened => opened.and_then(|file| file.take(MAX_METADATA).read_to_end(&mut text)),
    };
    match read.map(|_| serde_json::from_slice(&text)) {
        Ok(Ok(Value::Object(map))) => Ok(TileInfo::from_json(&map)),
        Ok(Ok(_)) => Err(FileTreeError::NotAnObject(path)),
        Ok(Err(source)) => Err(FileTreeError::Json { path, source }),
        Err(source) => Err(FileTreeError::Metadata { path, source }),
    }
}

/// Reads a file of at most `limit` bytes; `None` if it is larger.
fn read(path: &Path, limit: usize) -> io::Result<Option<Vec<u8>>> {
    let file = std::fs::File::open(path)?;
    let mut bytes = Vec::new();
    file.take(limit as u64 + 1).read_to_end(&mut bytes)?;
    Ok(Some(bytes).filter(|bytes| bytes.len() <= limit))
}

#[async_trait]
impl TileSource for FileTree {
    async fn tile(&self, query: &TileQuery) -> Result<SourceTile, SourceError> {
        let tile = query.tile;
        let path = self.root.join(format!("{tile}.{}", self.extension));
        let limit = self.limit;
        let job = tokio::task::spawn_blocking(move || read(&path, limit));
        let read = tokio::time::timeout_at(query.deadline.into(), job).await;
        let bad = |error| SourceError::bad(&self.id, error);
        match read.map_err(|_| SourceError::timeout(&self.id))?.map_err(|error| bad(error.into()))? {
            Ok(Some(bytes)) => Ok(SourceTile::stored(bytes)),
            Ok(None) => Err(SourceError::too_large(&self.id, limit)),
            // Some systems report `NotADirectory` for a missing column.
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                Err(SourceError::NotFound)
            }
            Err(source) => Err(bad(FileTreeError::Tile { tile, source })),
        }
    }

    fn info(&self) -> &TileInfo {
        &self.info
    }
}
