//! Reads the metadata of archives in files, for checks of a configuration. Files are closed again.

use std::{
    fs::File,
    io::{self, Read, Seek, SeekFrom},
    path::Path,
};

use serde_json::{Map, Value};

use crate::{
    mvt::{Packing, UnpackError, unpack},
    source::{TileInfo, VectorLayer},
};

/// The maximum size of metadata in bytes, both compressed and decompressed.
const MAX_METADATA: usize = 8 << 20;

/// The metadata of an archive cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum PmtilesError {
    /// The file is missing, unreadable or too short.
    #[error(transparent)]
    Read(#[from] io::Error),
    /// The file is not a PMTiles 3 archive.
    #[error("not a PMTiles archive of version 3")]
    NotAnArchive,
    /// The metadata is too large.
    #[error("metadata of more than {MAX_METADATA} bytes")]
    TooLarge,
    /// The metadata cannot be decompressed.
    #[error(transparent)]
    Unpack(#[from] UnpackError),
    /// The metadata is not a JSON object.
    #[error("the metadata is not a JSON object: {0}")]
    Json(#[from] serde_json::Error),
}

/// The `vector_layers` in the metadata of the archive at `path`; empty if the metadata has none. Blocks.
pub fn vector_layers(path: &Path) -> Result<Vec<VectorLayer>, PmtilesError> {
    let mut file = File::open(path)?;
    let mut header = [0; 127];
    file.read_exact(&mut header)?;
    let number = |at: usize| header.get(at..).and_then(|bytes| bytes.first_chunk()).copied().map(u64::from_le_bytes);
    // PMTiles 3, header: metadata offset and length at 24 and 32, internal compression at 97 (3 is Brotli).
    let (true, Some(offset), Some(length)) = (header.starts_with(b"PMTiles\x03"), number(24), number(32)) else {
        return Err(PmtilesError::NotAnArchive);
    };
    let length = usize::try_from(length).ok().filter(|length| *length <= MAX_METADATA).ok_or(PmtilesError::TooLarge)?;
    file.seek(SeekFrom::Start(offset))?;
    let mut packed = vec![0; length];
    file.read_exact(&mut packed)?;
    let packing = if header.get(97) == Some(&3) { Packing::Brotli } else { Packing::Detect };
    let metadata: Map<String, Value> = serde_json::from_slice(&unpack(&packed, packing, MAX_METADATA)?)?;
    Ok(TileInfo::from_json(&metadata).vector_layers)
}
