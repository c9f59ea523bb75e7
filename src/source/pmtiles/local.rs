//! Reads the metadata of archives in files, for checks of a configuration. Files are closed again.

use std::path::Path;

use super::{
    error::ArchiveError,
    header::{HEADER_BYTES, Header, Section},
    metadata,
    storage::read_file,
};
use crate::source::{TileInfo, VectorLayer};

/// The metadata of an archive cannot be read.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct PmtilesError(#[from] ArchiveError);

/// The `vector_layers` in the metadata of the archive at `path`; empty if the metadata has none. Blocks.
pub fn vector_layers(path: &Path) -> Result<Vec<VectorLayer>, PmtilesError> {
    let read = |section| read_file(path, section).map_err(ArchiveError::from);
    let header = Header::parse(&read(Section { offset: 0, length: HEADER_BYTES as u64 })?)?;
    let section = metadata::limited(&header)?;
    let packed = read(section)?;
    if packed.len() as u64 != section.length {
        return Err(ArchiveError::TooShort(section.offset.saturating_add(section.length)).into());
    }
    Ok(TileInfo::from_json(&metadata::parse(&packed, &header)?).vector_layers)
}
