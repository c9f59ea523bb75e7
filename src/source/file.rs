//! `file://`: a folder with `z/x/y.ext` in it.

use std::{
    io::{self, ErrorKind, Read},
    path::{Path, PathBuf},
};

use async_trait::async_trait;
use serde_json::Value;

use super::{SourceError, SourceTile, TileInfo, TileQuery, TileSource, editing::detected};
use crate::settings::{FileTreeSettings, SourceId};

/// Largest `metadata.json` read, in bytes.
const MAX_METADATA: u64 = 1 << 20;

/// The source. A `metadata.json` in the folder describes it.
#[derive(Debug)]
pub struct FileTree {
    id: SourceId,
    root: PathBuf,
    extension: String,
    limit: usize,
    info: TileInfo,
}

impl FileTree {
    /// Opens the folder. `limit` is the largest tile in bytes.
    pub async fn open(id: SourceId, settings: &FileTreeSettings, limit: usize) -> Result<Self, SourceError> {
        let root = settings.root.clone();
        let read = tokio::task::spawn_blocking(move || describe(&root)).await;
        let info = read
            .unwrap_or_else(|e| Err(e.to_string()))
            .map_err(|detail| SourceError::Bad { source_id: id.to_string(), detail })?;
        Ok(Self { id, root: settings.root.clone(), extension: settings.extension.clone(), limit, info })
    }
}

fn describe(root: &Path) -> Result<TileInfo, String> {
    if !root.is_dir() {
        return Err(format!("{} is no folder", root.display()));
    }
    let path = root.join("metadata.json");
    let mut text = Vec::new();
    match std::fs::File::open(&path) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(TileInfo::default()),
        opened => opened.and_then(|file| file.take(MAX_METADATA).read_to_end(&mut text)),
    }
    .map_err(|error| format!("{}: {error}", path.display()))?;
    match serde_json::from_slice(&text) {
        Ok(Value::Object(map)) => Ok(TileInfo::from_json(&map)),
        Ok(_) => Err(format!("{}: no JSON object", path.display())),
        Err(error) => Err(format!("{}: {error}", path.display())),
    }
}

/// Reads a file of at most `limit` bytes; `None` when it is larger.
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
        let source_id = || self.id.to_string();
        let job = tokio::task::spawn_blocking(move || read(&path, limit));
        let timed = tokio::time::timeout_at(query.deadline.into(), job);
        match timed.await.map_err(|_| SourceError::Timeout { source_id: source_id() })? {
            Ok(Ok(Some(bytes))) => {
                let headers = content_type(&self.extension).map(|t| ("content-type".into(), t.into()));
                let encoding = detected(&bytes);
                Ok(SourceTile { encoding, headers: headers.into_iter().collect(), ..SourceTile::plain(bytes) })
            }
            Ok(Ok(None)) => Err(SourceError::TooLarge { source_id: source_id(), limit }),
            // A missing column is a file where a folder should be for some systems.
            Ok(Err(error)) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => {
                Err(SourceError::NotFound)
            }
            Ok(Err(error)) => Err(SourceError::Bad { source_id: source_id(), detail: format!("{tile}: {error}") }),
            Err(error) => Err(SourceError::Bad { source_id: source_id(), detail: error.to_string() }),
        }
    }

    fn info(&self) -> &TileInfo {
        &self.info
    }
}

/// The media type of image tiles; vector tiles have the one their publisher gives them.
pub(super) fn content_type(extension: &str) -> Option<&'static str> {
    match extension.to_ascii_lowercase().as_str() {
        "png" => Some("image/png"),
        "jpg" | "jpeg" => Some("image/jpeg"),
        "webp" => Some("image/webp"),
        _ => None,
    }
}
