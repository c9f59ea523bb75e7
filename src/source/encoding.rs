//! Content encodings of tiles.

use crate::mvt::Packing;

/// The compression of a tile's bytes, as HTTP's `Content-Encoding` names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// Not compressed.
    Identity,
    /// gzip (RFC 1952).
    Gzip,
    /// Brotli (RFC 7932).
    Brotli,
    /// Zstandard (RFC 8878).
    Zstd,
}

impl Encoding {
    /// Detects the encoding by the first bytes, for tiles without a declared encoding. Brotli cannot be detected.
    pub fn detect(bytes: &[u8]) -> Self {
        match bytes {
            [0x1f, 0x8b, ..] => Self::Gzip,
            [0x28, 0xb5, 0x2f, 0xfd, ..] => Self::Zstd,
            _ => Self::Identity,
        }
    }

    /// How to decompress such bytes. Only Brotli has to be named: the others are recognized by their first bytes.
    pub fn packing(self) -> Packing {
        match self {
            Self::Brotli => Packing::Brotli,
            Self::Identity | Self::Gzip | Self::Zstd => Packing::Detect,
        }
    }
}
