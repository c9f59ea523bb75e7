//! What bytes are, found out by decoding them.

use serde::de::IgnoredAny;

use crate::{
    image::{self, DecodeError},
    mvt::{self, MvtError, UnpackError},
};

/// The content of a tile.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Content {
    /// A vector tile.
    Vector,
    /// An image, by its media type.
    Image(&'static str),
    /// JSON.
    Json,
}

/// The bytes are not a tile.
#[derive(Debug, thiserror::Error)]
pub(super) enum ContentError {
    /// They cannot be decompressed.
    #[error(transparent)]
    Unpack(#[from] UnpackError),
    /// They begin like no image, and are not a vector tile.
    #[error("not a tile: neither an image nor a vector tile ({0})")]
    Vector(#[from] MvtError),
    /// They can be read as a vector tile, but contain no layer.
    #[error("not a tile: no layer in it")]
    NoLayer,
    /// They begin like an image.
    #[error("not a tile: a broken image ({0})")]
    Image(#[from] DecodeError),
    /// They begin like AVIF.
    #[error("not a tile: broken AVIF")]
    Avif,
    /// They begin like JSON.
    #[error("not a tile: broken JSON ({0})")]
    Json(#[from] serde_json::Error),
    /// They are something else than the source has.
    #[error("{found} instead of {expected}")]
    Unexpected {
        /// What they are.
        found: &'static str,
        /// What the source has.
        expected: &'static str,
    },
}

impl Content {
    /// Decodes uncompressed bytes. Takes linear time, and memory for the pixels of an image.
    pub(super) fn of(bytes: &[u8]) -> Result<Self, ContentError> {
        if let Some(media_type) = image::media_type(bytes) {
            image::decode(bytes)?;
            return Ok(Self::Image(media_type));
        }
        if is_avif(bytes) {
            return if has_whole_boxes(bytes) { Ok(Self::Image("image/avif")) } else { Err(ContentError::Avif) };
        }
        if is_json(bytes) {
            serde_json::from_slice::<IgnoredAny>(bytes)?;
            return Ok(Self::Json);
        }
        // Nearly any short text can be read as unknown fields.
        if mvt::Tile::decode(bytes)?.layers.is_empty() { Err(ContentError::NoLayer) } else { Ok(Self::Vector) }
    }

    /// The value of `Content-Type`; `None` for vector tiles, whose type the service sets.
    pub(super) fn media_type(self) -> Option<&'static str> {
        match self {
            Self::Vector => None,
            Self::Image(media_type) => Some(media_type),
            Self::Json => Some("application/json; charset=utf-8"),
        }
    }

    /// The name for messages.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Vector => "a vector tile",
            Self::Image(_) => "an image",
            Self::Json => "JSON",
        }
    }
}

/// Whether uncompressed bytes take little time per byte to decode.
pub(super) fn is_cheap(bytes: &[u8]) -> bool {
    image::media_type(bytes).is_none() && !bytes.starts_with(&[0x78])
}

/// The first byte of JSON, after white space. In a vector tile, it would be a group, which is not allowed.
fn is_json(bytes: &[u8]) -> bool {
    matches!(bytes.trim_ascii_start(), [b'{' | b'[', ..])
}

/// The brand of AVIF (ISO/IEC 14496-12, section 4.3). karto does not decode AVIF, but passes it on.
fn is_avif(bytes: &[u8]) -> bool {
    bytes.get(4..8) == Some(b"ftyp") && matches!(bytes.get(8..12), Some(b"avif" | b"avis"))
}

/// Whether the bytes are a sequence of whole boxes, each with its length, among them `meta`.
fn has_whole_boxes(mut bytes: &[u8]) -> bool {
    let mut meta = false;
    while let Some((head, _)) = bytes.split_first_chunk::<8>() {
        let [a, b, c, d, kind @ ..] = *head;
        meta |= &kind == b"meta";
        let rest = match u32::from_be_bytes([a, b, c, d]) {
            0 => Some(&[][..]),
            length if length < 8 => None,
            length => bytes.get(length as usize..),
        };
        let Some(rest) = rest else { return false };
        bytes = rest;
    }
    meta && bytes.is_empty()
}
