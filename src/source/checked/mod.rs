//! Checks what a source returns before it is used: bytes from outside that are not a tile are a failure of their
//! source, so they neither replace a good tile in the cache nor reach a client.
//!
//! Every source that reads bytes from outside is wrapped. Each tile is decoded once: vector tiles completely except for
//! their geometries, images to pixels, and JSON to its end. Its content type is that of what was decoded, not that of
//! the server's text.

mod content;
mod expected;

use async_trait::async_trait;
use bytes::Bytes;

use self::content::{Content, ContentError};
pub(super) use self::expected::Expected;
use super::{
    Connections, Encoding, SharedSource, SourceError, SourceTile, TileInfo, TileQuery, TileSource, editing::Editor,
};
use crate::{
    mvt::UnpackError,
    settings::SourceId,
    telemetry::event::{Event, TileRejected},
    tile::Lang,
};

/// Uncompressed vector tiles of at most this many bytes are checked in place. This takes less than a millisecond.
const MAX_CHECKED_IN_PLACE: usize = 64 << 10;

/// A source whose tiles are checked; see the module documentation.
#[derive(Debug)]
pub(super) struct Checked {
    id: SourceId,
    inner: SharedSource,
    expected: Expected,
    editor: Editor,
}

impl Checked {
    /// Checks the tiles of `inner`, which returns `expected`, on the threads of `editor` and with its limit.
    pub(super) fn new(id: SourceId, inner: SharedSource, expected: Expected, editor: Editor) -> Self {
        Self { id, inner, expected, editor }
    }

    fn rejected(&self, query: &TileQuery, error: ContentError) -> SourceError {
        if let ContentError::Unpack(UnpackError::TooLarge { limit }) = error {
            return SourceError::too_large(&self.id, limit);
        }
        let (tile, problem) = (query.tile.to_string(), error.to_string());
        TileRejected { source: &self.id, tile: &tile, problem: &problem }.emit();
        SourceError::not_a_tile(&self.id, error)
    }
}

/// The media types of vector tiles.
const VECTOR_TYPES: [&str; 3] =
    ["application/vnd.mapbox-vector-tile", "application/x-protobuf", "application/octet-stream"];

/// Decodes `tile`, and describes it by what it is.
fn check(tile: SourceTile, expected: Expected, limit: usize) -> Result<SourceTile, ContentError> {
    let plain = tile.unpacked(limit)?;
    // Some archives have compressed tiles without content.
    let content = if plain.is_empty() { Content::Vector } else { Content::of(&plain)? };
    if !plain.is_empty() && !expected.allows(content) {
        return Err(ContentError::Unexpected { found: content.name(), expected: expected.name() });
    }
    let media_type = content.media_type();
    // Vector tiles stay compressed as they are, images are not compressed again.
    let unpacked = match (content, plain) {
        (Content::Vector, _) | (_, std::borrow::Cow::Borrowed(_)) => None,
        (_, std::borrow::Cow::Owned(plain)) => Some(Bytes::from(plain)),
    };
    let mut tile = tile;
    // Vector tiles have several names, of which the server's own is passed on, as in Kartotherian.
    let is_right = |value: &str| content == Content::Vector && VECTOR_TYPES.contains(&value);
    tile.headers.retain(|(name, value)| name != "content-type" || is_right(value));
    tile.headers.extend(media_type.map(|value| ("content-type".to_owned(), value.to_owned())));
    // The name of the encoding may be wrong.
    if tile.encoding != Encoding::Brotli {
        tile.encoding = Encoding::detect(&tile.bytes);
    }
    Ok(match unpacked {
        Some(bytes) => tile.with_bytes(bytes),
        None => tile,
    })
}

#[async_trait]
impl TileSource for Checked {
    async fn tile(&self, query: &TileQuery) -> Result<SourceTile, SourceError> {
        let mut tile = self.inner.tile(query).await?;
        if tile.bytes.is_empty() {
            tile.headers.retain(|(name, value)| name != "content-type" || VECTOR_TYPES.contains(&value.as_str()));
            return Ok(SourceTile { encoding: Encoding::Identity, ..tile });
        }
        let (expected, limit) = (self.expected, self.editor.limit());
        let quick = tile.bytes.len() <= MAX_CHECKED_IN_PLACE
            && tile.encoding == Encoding::Identity
            && content::is_cheap(&tile.bytes);
        let checked = if quick {
            check(tile, expected, limit)
        } else {
            let job = move || Ok(check(tile, expected, limit));
            self.editor.run(&self.id, query.deadline, job).await?
        };
        checked.map_err(|error| self.rejected(query, error))
    }

    fn info(&self) -> &TileInfo {
        self.inner.info()
    }

    fn depends_on_lang(&self) -> bool {
        self.inner.depends_on_lang()
    }

    fn language(&self, lang: &Lang) -> Option<Lang> {
        self.inner.language(lang)
    }

    fn connections(&self) -> Vec<Connections> {
        self.inner.connections()
    }

    async fn probe(&self) -> Vec<SourceError> {
        self.inner.probe().await
    }

    async fn absent(&self) -> Vec<SourceError> {
        self.inner.absent().await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::image::{Bitmap, ImageEncoding, encode};

    fn checked(bytes: impl Into<Bytes>, encoding: Encoding, content_type: &str) -> Result<SourceTile, ContentError> {
        let headers = vec![("content-type".to_owned(), content_type.to_owned()), ("expires".into(), "0".into())];
        check(SourceTile { encoding, headers, ..SourceTile::plain(bytes) }, Expected::Any, 1 << 20)
    }

    fn content_type(tile: &SourceTile) -> Option<&str> {
        tile.headers.iter().find(|(name, _)| name == "content-type").map(|(_, value)| value.as_str())
    }

    #[test]
    fn a_tile_is_described_by_what_it_is() {
        let vector = crate::mvt::LayerWriter::new("l", 4096);
        let mut bytes = vec![];
        vector.finish(&mut bytes);
        let tile = checked(bytes.clone(), Encoding::Gzip, "application/javascript").unwrap();
        assert_eq!((tile.encoding, content_type(&tile), tile.headers.len()), (Encoding::Identity, None, 1));
        let png = encode(&Bitmap::new(3, 3).unwrap(), ImageEncoding::Png).unwrap();
        let packed = {
            use std::io::Write as _;
            let mut out = flate2::write::GzEncoder::new(vec![], flate2::Compression::fast());
            out.write_all(&png).unwrap();
            out.finish().unwrap()
        };
        let tile = checked(packed, Encoding::Gzip, "image/svg+xml").unwrap();
        assert_eq!((tile.encoding, content_type(&tile)), (Encoding::Identity, Some("image/png")));
        assert_eq!(tile.bytes, png);
    }

    #[test]
    fn a_compressed_tile_without_content_is_a_tile() {
        let mut nothing = flate2::write::GzEncoder::new(vec![], flate2::Compression::fast());
        std::io::Write::write_all(&mut nothing, b"").unwrap();
        let tile = checked(nothing.finish().unwrap(), Encoding::Gzip, "application/x-protobuf").unwrap();
        assert_eq!((tile.encoding, tile.unpacked(10).unwrap().len()), (Encoding::Gzip, 0));
    }

    #[test]
    fn what_is_not_a_tile_is_an_error_whatever_it_is_called() {
        let script = "alert(document.cookie);//aaaaaaaaaaaaaaaaaaaaaaaaaaaa";
        let svg = "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>";
        for text in
            [script, svg, "<<<not a tile>>>", "{\"error\":\"rate limited\"}", "\u{89}PNG", "GIF89a", "not", "\0"]
        {
            for encoding in [Encoding::Identity, Encoding::Gzip, Encoding::Brotli] {
                assert!(checked(text, encoding, "application/x-protobuf").is_err(), "{text:?} {encoding:?}");
            }
        }
    }
}
