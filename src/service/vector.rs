//! Vector tiles: what a source delivers, packed once and shared by every answer made from it.

use std::{borrow::Cow, sync::Arc, time::Instant};

use bytes::Bytes;
use tracing::Instrument;

use crate::{
    cache::{Miss, TileKey, Wait},
    mvt::{self, UnpackError},
    source::{Encoding, SourceTile, TileQuery},
    tile::{Format, Lang, Scale, TileId},
};

use super::{
    Service,
    coding::pack,
    content::{Content, Substance, WORTH_PACKING},
    error::TileError,
    kept,
    published::Published,
};

/// The bytes without their packing, at most `limit` of them.
pub(super) fn unpacked(bytes: &[u8], encoding: Encoding, limit: usize) -> Result<Cow<'_, [u8]>, TileError> {
    let unpacked = mvt::unpack(bytes, encoding.packing(), limit);
    unpacked.map_err(|error: UnpackError| TileError::BadTile { detail: error.to_string() })
}

impl Service {
    /// The tile of any source, public or not, through the cache: what several answers are made from (a
    /// tile in three scales and two formats) is fetched once.
    pub(super) async fn shared_vector(
        self: &Arc<Self>,
        source: &Arc<Published>,
        tile: TileId,
        lang: Option<&Lang>,
        deadline: Instant,
    ) -> Result<Content, TileError> {
        let lang = lang.filter(|_| source.depends_on_lang).cloned();
        let key = TileKey {
            source: source.settings.id.clone(),
            tile,
            scale: Scale::ONE,
            format: Format::Pbf,
            lang: lang.clone(),
            view: 0,
        };
        let (service, from) = (self.clone(), source.clone());
        let make = move || async move { service.fetch(&from, tile, lang, deadline).await.map(kept) };
        match self.cache.get(&key.into(), &source.settings.freshness, Wait::until(deadline), make).await {
            Ok(found) => Ok(found.value),
            Err(Miss::Failed(error)) => Err(error),
            Err(Miss::Timeout) => Err(TileError::Timeout),
            Err(Miss::Lost) => Err(TileError::Lost),
        }
    }

    /// The tile of a source that is not drawn, as it will be sent.
    pub(super) async fn fetch(
        &self,
        source: &Published,
        tile: TileId,
        lang: Option<Lang>,
        deadline: Instant,
    ) -> Result<Content, TileError> {
        let Some(from) = &source.source else { return Err(TileError::Lost) };
        let span = tracing::error_span!("fetch", source = &*source.settings.id, tile = %tile);
        let got = from.tile(&TileQuery { tile, lang, deadline }).instrument(span).await?;
        self.packed(got, deadline).await
    }

    /// Packs what a source delivered: gzip, unless it is small. A tile that came as gzip stays as it is.
    async fn packed(&self, tile: SourceTile, deadline: Instant) -> Result<Content, TileError> {
        let SourceTile { bytes, encoding, freshness, headers } = tile;
        let content_type = headers.iter().find(|(name, _)| name == "content-type").map(|(_, value)| value.clone());
        let is_image = content_type.as_ref().is_some_and(|kind| kind.starts_with("image/"));
        let (bytes, encoding) = match encoding {
            Encoding::Gzip => (bytes, encoding),
            Encoding::Identity if is_image => (bytes, encoding),
            _ if bytes.is_empty() => (bytes, Encoding::Identity),
            _ => self.gzipped(bytes, encoding, deadline).await?,
        };
        let content_type = content_type.as_deref().unwrap_or(Format::Pbf.media_type());
        let mut content = Content::new(bytes, encoding, content_type);
        content.recodable = !is_image;
        content.substance = if content.body.is_empty() { Substance::Empty } else { Substance::Default };
        content.freshness = freshness;
        // What is said about the bytes is said by us.
        const OURS: [&str; 6] = ["content-type", "content-encoding", "content-length", "etag", "last-modified", "vary"];
        content.headers = headers.into_iter().filter(|(name, _)| !OURS.contains(&name.as_str())).collect();
        Ok(content)
    }

    async fn gzipped(
        &self,
        bytes: Bytes,
        encoding: Encoding,
        deadline: Instant,
    ) -> Result<(Bytes, Encoding), TileError> {
        let limit = self.settings.karto.limits.tile_bytes;
        let job = move || {
            let plain = unpacked(&bytes, encoding, limit)?;
            pack(&plain, Encoding::Gzip).map_err(|e| TileError::BadTile { detail: e.to_string() })
        };
        let packed = self.short(deadline, job).await??;
        Ok((packed, Encoding::Gzip))
    }

    /// Text of our own making, packed when it is worth it.
    pub(super) async fn text(&self, text: String, content_type: &str, deadline: Instant) -> Result<Content, TileError> {
        if text.len() < WORTH_PACKING {
            return Ok(Content::new(text.into(), Encoding::Identity, content_type));
        }
        let packed = self.short(deadline, move || pack(text.as_bytes(), Encoding::Gzip)).await?;
        let packed = packed.map_err(|e| TileError::Render { detail: e.to_string() })?;
        Ok(Content::new(packed, Encoding::Gzip, content_type))
    }
}
