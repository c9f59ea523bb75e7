//! What a source hands out.

use std::time::Duration;

use bytes::Bytes;

use crate::mvt::Packing;

/// How the bytes of a tile are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// As they are.
    Identity,
    /// gzip (RFC 1952).
    Gzip,
    /// brotli (RFC 7932).
    Brotli,
    /// Zstandard (RFC 8878).
    Zstd,
}

impl Encoding {
    /// How to unpack such bytes. Only Brotli has to be named: the others are recognized by their first bytes.
    pub fn packing(self) -> Packing {
        match self {
            Self::Brotli => Packing::Brotli,
            Self::Identity | Self::Gzip | Self::Zstd => Packing::Detect,
        }
    }
}

/// A tile as a source delivers it: bytes, how they are packed, and what the backend said of them.
#[derive(Debug, Clone)]
pub struct SourceTile {
    /// MVT, or an encoded image for raster archives. Empty: the tile exists and holds nothing.
    pub bytes: Bytes,
    /// How `bytes` are packed.
    pub encoding: Encoding,
    /// What the backend said about keeping it.
    pub freshness: Freshness,
    /// Headers of the backend that are passed on (lower-case names): `expires`, `cache-control`,
    /// content type of images and the like. Never validators, dates or hop-by-hop headers.
    pub headers: Vec<(String, String)>,
}

/// What the backend said about keeping a tile.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Freshness {
    /// `max-age`/`expires` of the backend, if it said one.
    pub max_age: Option<Duration>,
    /// The backend forbade to store it.
    pub no_store: bool,
}

impl SourceTile {
    /// A tile of unpacked bytes of which the backend said nothing.
    pub fn plain(bytes: impl Into<Bytes>) -> Self {
        Self { bytes: bytes.into(), encoding: Encoding::Identity, freshness: Freshness::default(), headers: Vec::new() }
    }

    /// The same tile with other, unpacked bytes: what was said about the old ones still holds.
    pub fn with_bytes(self, bytes: impl Into<Bytes>) -> Self {
        Self { bytes: bytes.into(), encoding: Encoding::Identity, ..self }
    }
}
