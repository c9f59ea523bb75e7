//! Bodies as they are stored and sent: compressed bytes with their headers.

use std::{
    borrow::Cow,
    fmt::Write,
    sync::Arc,
    time::{Duration, SystemTime},
};

use bytes::Bytes;
use md5::{Digest, Md5};

use crate::{
    cache::{Cache, DataAge, Keep, Made, Weigh},
    mvt,
    settings::FreshnessSettings,
    source::{Encoding, Freshness},
};

use super::{
    coding::{Accepts, pack},
    error::TileError,
};

/// The cache of bodies.
pub(crate) type BodyCache = Cache<StoredBody, TileError>;

/// Texts of fewer bytes are not compressed: they fit into one network packet.
const MIN_PACKED: usize = 1024;

/// The maximum size in bytes of a text made by karto; all are far smaller.
const MAX_TEXT: usize = 64 << 20;

/// The freshness of what depends only on files that are read once: glyphs and markers.
pub(crate) const UNCHANGING: FreshnessSettings = FreshnessSettings {
    fresh: Duration::from_secs(365 * 24 * 3600),
    by_zoom: Vec::new(),
    stale_while_revalidate: Duration::ZERO,
    stale_if_error: Duration::ZERO,
    negative: Duration::ZERO,
};

/// A body and its headers. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct StoredBody {
    /// The bytes, encoded as `encoding`.
    pub(crate) bytes: Bytes,
    /// The content coding of `bytes`.
    pub(crate) encoding: Encoding,
    /// Whether the body may be sent in another coding. False for images, whose formats are compressed.
    pub(crate) recodable: bool,
    /// The value of `Content-Type`; empty if none is sent.
    pub(crate) content_type: Arc<str>,
    /// The value of `ETag` without quotes: a hash of the bytes.
    pub(crate) tag: Arc<str>,
    /// When it was made.
    pub(crate) made: SystemTime,
    /// Headers from the backend, with names in lower case: `expires`, `cache-control` and so on.
    pub(crate) headers: Arc<[(String, String)]>,
    /// How long the body may be kept, according to the backend.
    pub(crate) freshness: Freshness,
    /// Whether the backend had a tile with content.
    pub(crate) backend: BackendObject,
    /// The age of the data that it was made from.
    pub(crate) data: DataAge,
    /// Whether something is missing that could not be fetched, such as the labels of a neighboring tile. Such a body is
    /// kept for [`INCOMPLETE`] only, by karto and by caches in front of it.
    pub(crate) incomplete: bool,
}

/// How long a body is kept in which something is missing.
pub(crate) const INCOMPLETE: Duration = Duration::from_secs(10);

/// The value of `x-vector-backend-object`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BackendObject {
    /// The backend has a tile.
    Default,
    /// The backend has no tile, or one without content.
    Empty,
}

impl BackendObject {
    /// The value of the header.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Default => "default",
            Self::Empty => "empty",
        }
    }
}

impl StoredBody {
    /// A body without headers from a backend. Computes the hash of `bytes`, and copies them: those that are given may be
    /// part of a larger buffer, which a body in the cache would keep.
    pub(crate) fn new(bytes: &[u8], encoding: Encoding, content_type: &str) -> Self {
        Self {
            tag: tag(bytes).into(),
            bytes: Bytes::copy_from_slice(bytes),
            encoding,
            recodable: true,
            content_type: content_type.into(),
            made: SystemTime::now(),
            headers: Arc::new([]),
            freshness: Freshness::default(),
            backend: BackendObject::Default,
            data: DataAge::now(),
            incomplete: false,
        }
    }

    /// A body whose format is already compressed, so that it is not sent in other codings.
    pub(crate) fn image(bytes: &[u8], content_type: &str) -> Self {
        Self { recodable: false, ..Self::new(bytes, Encoding::Identity, content_type) }
    }

    /// A text made by karto, compressed with gzip if it is long enough.
    pub(crate) fn text(text: &[u8], content_type: &str) -> Self {
        if text.len() >= MIN_PACKED
            && let Ok(packed) = pack(text, Encoding::Gzip)
        {
            return Self::new(&packed, Encoding::Gzip, content_type);
        }
        Self::new(text, Encoding::Identity, content_type)
    }

    /// A text made by karto, in a coding that the client accepts.
    pub(crate) fn text_for(text: &str, content_type: &str, accepts: Accepts) -> Result<Self, TileError> {
        let body = Self::text(text.as_bytes(), content_type);
        let coding = body.coding_for(accepts);
        if coding == body.encoding { Ok(body) } else { body.recoded(coding, MAX_TEXT) }
    }

    /// The coding in which this body is sent to a client.
    pub(crate) fn coding_for(&self, accepts: Accepts) -> Encoding {
        if self.recodable && !self.bytes.is_empty() { accepts.choose(self.encoding) } else { self.encoding }
    }

    /// The strong `ETag` of this body when it is sent as `coding`. Codings have different tags, as RFC 9110 requires of
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

    /// The decompressed bytes; an error if there are more than `limit`.
    pub(crate) fn unpacked(&self, limit: usize) -> Result<Cow<'_, [u8]>, TileError> {
        mvt::unpack(&self.bytes, self.encoding.packing(), limit).map_err(TileError::bad_tile)
    }

    /// This body, in which something is missing that may be there soon.
    pub(crate) fn incompletely_made(mut self) -> Self {
        self.incomplete = true;
        self.freshness.max_age = Some(self.freshness.max_age.map_or(INCOMPLETE, |age| age.min(INCOMPLETE)));
        self
    }

    /// The header that bodies made from this one inherit: `expires`.
    pub(crate) fn expires(&self) -> Option<(String, String)> {
        self.headers.iter().find(|(name, _)| name == "expires").cloned()
    }

    /// This body in another coding; an error if the decompressed body has more than `limit` bytes.
    pub(crate) fn recoded(&self, coding: Encoding, limit: usize) -> Result<Self, TileError> {
        Ok(self.with_bytes(self.recoded_bytes(coding, limit)?, coding))
    }

    /// About how many bytes this body has without compression, at most `limit`.
    pub(crate) fn plain_size(&self, limit: usize) -> usize {
        let size = match (self.encoding, self.bytes.last_chunk::<4>()) {
            (Encoding::Identity, _) => self.bytes.len(),
            // gzip ends with it.
            (Encoding::Gzip, Some(size)) => u32::from_le_bytes(*size) as usize,
            _ => self.bytes.len().saturating_mul(4),
        };
        size.min(limit)
    }

    /// The bytes of this body in another coding; an error if the decompressed body has more than `limit` bytes.
    pub(crate) fn recoded_bytes(&self, coding: Encoding, limit: usize) -> Result<Bytes, TileError> {
        let plain = self.unpacked(limit)?;
        match coding {
            // Without the spare capacity.
            Encoding::Identity => Ok(plain.into_owned().into_boxed_slice().into()),
            coding => pack(&plain, coding).map_err(TileError::bad_tile),
        }
    }

    /// This body, whose `bytes` in another coding are known.
    pub(crate) fn with_bytes(&self, bytes: Bytes, coding: Encoding) -> Self {
        let tag = self.etag(coding).trim_matches('"').into();
        Self { bytes, encoding: coding, tag, ..self.clone() }
    }
}

impl Weigh for StoredBody {
    fn weight(&self) -> usize {
        let headers: usize = self.headers.iter().map(|(name, value)| name.len() + value.len() + 48).sum();
        self.bytes.len() + headers + self.content_type.len() + self.tag.len() + size_of::<Self>()
    }
}

impl From<StoredBody> for Made<StoredBody> {
    /// Converts the freshness of the backend to that of the cache.
    fn from(value: StoredBody) -> Self {
        let keep = match value.freshness {
            freshness if freshness.no_store => Keep::Never,
            freshness => freshness.max_age.map_or(Keep::AsConfigured, Keep::AtMost),
        };
        Self { keep, data: value.data, value }
    }
}

/// The MD5 of `bytes` in hexadecimal, the form of Kartotherian's tags. It is not used for security.
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
    fn long_text_is_compressed_and_recoded_for_its_client() {
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
        let image = StoredBody::image(b"\x89PNG", "image/png");
        let empty = StoredBody::new(b"", Encoding::Identity, "");
        let gzip = StoredBody::new(b"packed", Encoding::Gzip, "");
        assert_eq!(image.coding_for(zstd), Encoding::Identity);
        assert_eq!(empty.coding_for(zstd), Encoding::Identity);
        assert_eq!(gzip.coding_for(zstd), Encoding::Zstd);
    }
}
