//! A body as it is kept and sent: bytes packed once, with their headers.

use std::{borrow::Cow, fmt::Write, sync::Arc, time::SystemTime};

use bytes::Bytes;
use md5::{Digest, Md5};

use crate::{
    cache::{Cache, Keep, Made, Weigh},
    mvt,
    source::{Encoding, Freshness},
};

use super::{
    coding::{Accepts, pack},
    error::TileError,
};

/// Where bodies are kept.
pub(crate) type BodyCache = Cache<StoredBody, TileError>;

/// Texts smaller than this are not packed: they fit one network packet.
const MIN_PACKED: usize = 1024;

/// Bytes a text of ours may have; all stay far below this.
const MAX_TEXT: usize = 64 << 20;

/// A body and its headers. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct StoredBody {
    /// The bytes, packed as `encoding` says.
    pub(crate) bytes: Bytes,
    /// How `bytes` are packed.
    pub(crate) encoding: Encoding,
    /// Whether the body may be sent in another coding: false for images, which are compressed by their format.
    pub(crate) recodable: bool,
    /// Value of `Content-Type`; empty if none is sent.
    pub(crate) content_type: Arc<str>,
    /// Hash of the bytes, without quotes.
    pub(crate) tag: Arc<str>,
    /// When it was made.
    pub(crate) made: SystemTime,
    /// Headers of the backend (lower-case names): `expires`, `cache-control` and the like.
    pub(crate) headers: Arc<[(String, String)]>,
    /// What the backend said about keeping it.
    pub(crate) freshness: Freshness,
    /// Whether the backend had anything for this tile.
    pub(crate) backend: BackendObject,
}

/// The value of `x-vector-backend-object`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BackendObject {
    /// The backend has a tile.
    Default,
    /// The backend has no tile, or one without content.
    Empty,
}

impl BackendObject {
    /// The word in the header.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Empty => "empty",
        }
    }
}

impl StoredBody {
    /// A body without any headers of a backend. Hashes `bytes`.
    pub(crate) fn new(bytes: Bytes, encoding: Encoding, content_type: &str) -> Self {
        Self {
            tag: tag(&bytes).into(),
            bytes,
            encoding,
            recodable: true,
            content_type: content_type.into(),
            made: SystemTime::now(),
            headers: Arc::new([]),
            freshness: Freshness::default(),
            backend: BackendObject::Default,
        }
    }

    /// A body whose format compresses it already: it has no other coding.
    pub(crate) fn image(bytes: Bytes, content_type: &str) -> Self {
        Self { recodable: false, ..Self::new(bytes, Encoding::Identity, content_type) }
    }

    /// Text of our own, packed if it is worth it.
    pub(crate) fn text(text: &[u8], content_type: &str) -> Self {
        if text.len() >= MIN_PACKED
            && let Ok(packed) = pack(text, Encoding::Gzip)
        {
            return Self::new(packed, Encoding::Gzip, content_type);
        }
        Self::new(Bytes::copy_from_slice(text), Encoding::Identity, content_type)
    }

    /// Text of our own in a coding the client takes.
    pub(crate) fn text_for(text: &str, content_type: &str, accepts: Accepts) -> Result<Self, TileError> {
        let body = Self::text(text.as_bytes(), content_type);
        let coding = body.coding_for(accepts);
        if coding == body.encoding { Ok(body) } else { body.recoded(coding, MAX_TEXT) }
    }

    /// The coding in which a client gets this body.
    pub(crate) fn coding_for(&self, accepts: Accepts) -> Encoding {
        if self.recodable && !self.bytes.is_empty() { accepts.choose(self.encoding) } else { self.encoding }
    }

    /// The strong `ETag` of this body when it is sent as `coding`. Each coding has its own, as RFC 9110 requires of
    /// strong validators.
    pub(crate) fn etag(&self, coding: Encoding) -> String {
        let suffix = match coding {
            _ if coding == self.encoding => "",
            Encoding::Identity => "-id",
            Encoding::Gzip => "-gz",
            Encoding::Brotli => "-br",
            Encoding::Zstd => "-zs",
        };
        format!("\"{}{suffix}\"", self.tag)
    }

    /// The bytes without their packing, at most `limit` of them.
    pub(crate) fn unpacked(&self, limit: usize) -> Result<Cow<'_, [u8]>, TileError> {
        mvt::unpack(&self.bytes, self.encoding.packing(), limit).map_err(TileError::bad_tile)
    }

    /// The headers that a body made from this one takes over: `Expires` and nothing else.
    pub(crate) fn expires(&self) -> Option<(String, String)> {
        self.headers.iter().find(|(name, _)| name == "expires").cloned()
    }

    /// The same body in another coding; at most `limit` bytes come out of unpacking.
    pub(crate) fn recoded(&self, coding: Encoding, limit: usize) -> Result<Self, TileError> {
        let bytes = pack(&self.unpacked(limit)?, coding).map_err(TileError::bad_tile)?;
        let tag = self.etag(coding).trim_matches('"').into();
        Ok(Self { bytes, encoding: coding, tag, ..self.clone() })
    }
}

impl Weigh for StoredBody {
    fn weight(&self) -> usize {
        let headers: usize = self.headers.iter().map(|(name, value)| name.len() + value.len() + 48).sum();
        self.bytes.len() + headers + self.content_type.len() + self.tag.len() + size_of::<Self>()
    }
}

impl From<StoredBody> for Made<StoredBody> {
    /// What the backend allowed, in the words of the cache.
    fn from(value: StoredBody) -> Self {
        let keep = match value.freshness {
            freshness if freshness.no_store => Keep::Never,
            freshness => freshness.max_age.map_or(Keep::AsConfigured, Keep::AtMost),
        };
        Self { value, keep }
    }
}

/// MD5 in hex, as the original's tags look. It protects no secret.
fn tag(bytes: &[u8]) -> String {
    Md5::digest(bytes).iter().fold(String::with_capacity(32), |mut hex, byte| {
        // Writing to a String cannot fail.
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_packed_if_it_is_long_and_recoded_for_its_client() {
        let (short, long) = ("hello", "hello ".repeat(500));
        assert_eq!(StoredBody::text(short.as_bytes(), "text/plain").encoding, Encoding::Identity);
        let gzip = StoredBody::text(long.as_bytes(), "text/plain");
        let plain = StoredBody::text_for(&long, "text/plain", Accepts::SILENT).unwrap();
        assert_eq!((gzip.encoding, plain.encoding), (Encoding::Gzip, Encoding::Identity));
        assert_eq!(plain.bytes, long);
        assert_eq!(format!("\"{}\"", plain.tag), gzip.etag(Encoding::Identity), "each coding has its own tag");
        assert_eq!(&*StoredBody::text(b"", "text/plain").tag, "d41d8cd98f00b204e9800998ecf8427e");
    }

    #[test]
    fn images_and_empty_bodies_have_no_other_coding() {
        let zstd = Accepts { gzip: 0, brotli: 0, zstd: 1000, identity: 0 };
        let image = StoredBody::image(Bytes::from_static(b"\x89PNG"), "image/png");
        let empty = StoredBody::new(Bytes::new(), Encoding::Identity, "");
        let gzip = StoredBody::new(Bytes::from_static(b"packed"), Encoding::Gzip, "");
        assert_eq!(image.coding_for(zstd), Encoding::Identity);
        assert_eq!(empty.coding_for(zstd), Encoding::Identity);
        assert_eq!(gzip.coding_for(zstd), Encoding::Zstd);
    }
}
