//! Tiles of sources.

use std::borrow::Cow;

use bytes::Bytes;

use super::{Encoding, Freshness};
use crate::mvt::{UnpackError, unpack};

/// A tile with metadata from its backend.
#[derive(Debug, Clone)]
pub struct SourceTile {
    /// A vector tile, or an encoded image from a raster archive. If empty, the tile exists but has no content.
    pub bytes: Bytes,
    /// The compression of `bytes`.
    pub encoding: Encoding,
    /// How long the tile may be cached.
    pub freshness: Freshness,
    /// Headers of the backend that are passed on, with names in lower case: `expires`, `cache-control`, `content-type`.
    /// There are no validators, dates or hop-by-hop headers.
    pub headers: Vec<(String, String)>,
}

impl SourceTile {
    /// A tile of uncompressed bytes, without metadata from a backend.
    pub fn plain(bytes: impl Into<Bytes>) -> Self {
        Self { bytes: bytes.into(), encoding: Encoding::Identity, freshness: Freshness::default(), headers: Vec::new() }
    }

    /// A tile from a file or archive. Its encoding is detected.
    pub(super) fn stored(bytes: impl Into<Bytes>) -> Self {
        let tile = Self::plain(bytes);
        Self { encoding: Encoding::detect(&tile.bytes), ..tile }
    }

    /// Replaces the bytes by uncompressed ones; freshness and headers stay the same.
    pub fn with_bytes(self, bytes: impl Into<Bytes>) -> Self {
        Self { bytes: bytes.into(), encoding: Encoding::Identity, ..self }
    }

    /// The decompressed bytes; an error if there are more than `limit`.
    pub fn unpacked(&self, limit: usize) -> Result<Cow<'_, [u8]>, UnpackError> {
        unpack(&self.bytes, self.encoding.packing(), limit)
    }
}
