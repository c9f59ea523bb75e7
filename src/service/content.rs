//! An answer as it is kept and sent: bytes packed once, with what is said about them.

use std::{sync::Arc, time::SystemTime};

use bytes::Bytes;
use md5::{Digest, Md5};

use crate::{
    cache::Weigh,
    source::{Encoding, Freshness},
};

use super::{coding::pack, error::TileError, vector::unpacked};

/// Bodies smaller than this are not worth packing: they fit one network packet.
pub const WORTH_PACKING: usize = 1024;

/// A body and its headers. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Content {
    /// The bytes, packed as `encoding` says.
    pub body: Bytes,
    /// How `body` is packed.
    pub encoding: Encoding,
    /// Whether the body may be sent in another coding: false for images, which are packed by nature.
    pub recodable: bool,
    /// Value of `Content-Type`; empty where none is sent.
    pub content_type: Arc<str>,
    /// Hash of the body, without quotes.
    pub tag: Arc<str>,
    /// When it was made.
    pub made: SystemTime,
    /// Headers that the backend brought (lower-case names): `expires`, `cache-control` and the like.
    pub headers: Arc<[(String, String)]>,
    /// What the backend said about keeping it.
    pub freshness: Freshness,
    /// Whether there was anything in the backend for this tile.
    pub substance: Substance,
}

/// The value of `x-vector-backend-object`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Substance {
    /// The backend has a tile.
    Default,
    /// It has none, or one without content.
    Empty,
}

impl Substance {
    /// The word in the header.
    pub fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Empty => "empty",
        }
    }
}

impl Content {
    /// Content of `body`, of which nothing else is known.
    pub fn new(body: Bytes, encoding: Encoding, content_type: &str) -> Self {
        Self {
            tag: tag(&body).into(),
            body,
            encoding,
            recodable: true,
            content_type: content_type.into(),
            made: SystemTime::now(),
            headers: Arc::new([]),
            freshness: Freshness::default(),
            substance: Substance::Default,
        }
    }

    /// The strong `ETag` of this content when it is sent as `coding`. Each coding has its own, as RFC 9110
    /// asks of strong validators.
    pub fn etag(&self, coding: Encoding) -> String {
        let suffix = match coding {
            _ if coding == self.encoding => "",
            Encoding::Identity => "-id",
            Encoding::Gzip => "-gz",
            Encoding::Brotli => "-br",
            Encoding::Zstd => "-zs",
        };
        format!("\"{}{suffix}\"", self.tag)
    }
}

impl Content {
    /// The same content in another coding; at most `limit` bytes come out of unpacking.
    pub fn recoded(&self, coding: Encoding, limit: usize) -> Result<Self, TileError> {
        let plain = unpacked(&self.body, self.encoding, limit)?;
        let body = pack(&plain, coding).map_err(|e| TileError::BadTile { detail: e.to_string() })?;
        let tag = self.etag(coding).trim_matches('"').into();
        Ok(Self { body, encoding: coding, tag, ..self.clone() })
    }
}

impl Weigh for Content {
    fn weight(&self) -> usize {
        let headers: usize = self.headers.iter().map(|(name, value)| name.len() + value.len() + 48).sum();
        self.body.len() + headers + self.content_type.len() + self.tag.len() + size_of::<Self>()
    }
}

/// MD5 in hex: no secret hangs on it, it is short, and it is what the original's tags look like.
fn tag(body: &[u8]) -> String {
    Md5::digest(body).iter().map(|byte| format!("{byte:02x}")).collect()
}
