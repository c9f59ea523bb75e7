//! Tiles as sources deliver them.

use std::borrow::Cow;

use bytes::Bytes;

use super::{Encoding, Freshness};
use crate::mvt::{UnpackError, unpack};

/// A tile with what its backend said about it.
#[derive(Debug, Clone)]
pub struct SourceTile {
    /// A vector tile, or an encoded image from raster archives. Empty: the tile exists and has no content.
    pub bytes: Bytes,
    /// The compression of `bytes`.
    pub encoding: Encoding,
    /// How long the tile may be kept.
    pub freshness: Freshness,
    /// Headers of the backend that are passed on (lower-case names): `expires`, `cache-control`, the content type of
    /// images. Never validators, dates or hop-by-hop headers.
    pub headers: Vec<(String, String)>,
}

impl SourceTile {
    /// A tile of uncompressed bytes, without anything from a backend.
    pub fn plain(bytes: impl Into<Bytes>) -> Self {
        Self { bytes: bytes.into(), encoding: Encoding::Identity, freshness: Freshness::default(), headers: Vec::new() }
    }

    /// A tile of a file or archive: its encoding is detected, its content type is passed on.
    pub(super) fn stored(bytes: impl Into<Bytes>, content_type: Option<&str>) -> Self {
        let tile = Self::plain(bytes);
        let headers = content_type.map(|t| ("content-type".to_owned(), t.to_owned())).into_iter().collect();
        Self { encoding: Encoding::detect(&tile.bytes), headers, ..tile }
    }

    /// The same tile with other, uncompressed bytes: freshness and headers still apply.
    pub fn with_bytes(self, bytes: impl Into<Bytes>) -> Self {
        Self { bytes: bytes.into(), encoding: Encoding::Identity, ..self }
    }

    /// The uncompressed bytes, at most `limit` of them.
    pub fn unpacked(&self, limit: usize) -> Result<Cow<'_, [u8]>, UnpackError> {
        unpack(&self.bytes, self.encoding.packing(), limit)
    }
}
