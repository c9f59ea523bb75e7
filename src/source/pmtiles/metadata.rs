//! The metadata of an archive, a JSON object.

use serde_json::{Map, Value};

use super::{
    error::ArchiveError,
    header::{Header, InternalCompression, Section},
    limits::MAX_METADATA,
};
use crate::mvt::{UnpackError, unpack};

/// The name of the metadata in errors.
const PART: &str = "the metadata";

/// Where the metadata is. It is an error if it is too large.
pub(super) fn limited(header: &Header) -> Result<Section, ArchiveError> {
    if header.metadata.length > MAX_METADATA { Err(too_large(header)) } else { Ok(header.metadata) }
}

/// Decompresses and parses the metadata. Some archives have none.
pub(super) fn parse(packed: &[u8], header: &Header) -> Result<Map<String, Value>, ArchiveError> {
    if packed.is_empty() {
        return Ok(Map::new());
    }
    match header.internal_compression {
        InternalCompression::None => Ok(serde_json::from_slice(packed)?),
        InternalCompression::Packed(packing) => match unpack(packed, packing, MAX_METADATA as usize) {
            Ok(json) => Ok(serde_json::from_slice(&json)?),
            Err(UnpackError::TooLarge { .. }) => Err(too_large(header)),
            Err(source) => Err(ArchiveError::Unpack { part: PART, offset: header.metadata.offset, source }),
        },
    }
}

fn too_large(header: &Header) -> ArchiveError {
    let fix = "remove what is not needed from it (`pmtiles edit`)";
    ArchiveError::TooLarge { part: PART, offset: header.metadata.offset, limit: MAX_METADATA, fix }
}
