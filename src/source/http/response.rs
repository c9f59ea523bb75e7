//! Responses of tile servers.

use std::time::SystemTime;

use bytes::{Bytes, BytesMut};
use reqwest::{
    Response, StatusCode,
    header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, EXPIRES, HeaderName},
};

use super::error::HttpError;
use crate::{
    source::{Encoding, Freshness, SourceTile},
    tile::TileId,
};

/// Headers that are passed on.
const PASSED_ON: [HeaderName; 3] = [CACHE_CONTROL, CONTENT_TYPE, EXPIRES];

/// The tile of a response.
pub(super) enum Received {
    /// A tile in an encoding that is kept.
    Tile(SourceTile),
    /// A tile whose bytes are compressed with deflate (a zlib stream), which was not requested.
    Deflated(SourceTile),
}

/// Reads the response to a request for `tile`, with a body of at most `limit` bytes.
pub(super) async fn read(mut response: Response, tile: TileId, limit: usize) -> Result<Received, HttpError> {
    let freshness = Freshness::of(response.headers(), SystemTime::now());
    match response.status() {
        StatusCode::OK => {}
        StatusCode::NO_CONTENT => return Ok(Received::Tile(SourceTile { freshness, ..SourceTile::plain("") })),
        StatusCode::NOT_FOUND | StatusCode::GONE => return Err(HttpError::NotFound { tile }),
        status if status.is_redirection() => return Err(HttpError::Redirect { status, tile }),
        status => return Err(HttpError::Status { status, tile }),
    }
    let text = |name: HeaderName| response.headers().get(name).and_then(|v| v.to_str().ok()).unwrap_or_default();
    if text(CONTENT_TYPE).to_ascii_lowercase().starts_with("text/html") {
        return Err(HttpError::WebPage { tile });
    }
    let encoding = text(CONTENT_ENCODING).trim().to_ascii_lowercase();
    let passed_on =
        |name: &HeaderName| Some((name.to_string(), response.headers().get(name)?.to_str().ok()?.to_owned()));
    let headers = PASSED_ON.iter().filter_map(passed_on).collect();
    let bytes = body(&mut response, limit).await?;
    let received = |bytes, encoding| SourceTile { bytes, encoding, freshness, headers };
    Ok(Received::Tile(match encoding.as_str() {
        _ if bytes.is_empty() => received(bytes, Encoding::Identity),
        "" | "identity" => {
            let encoding = Encoding::detect(&bytes);
            received(bytes, encoding)
        }
        "gzip" | "x-gzip" => received(bytes, Encoding::Gzip),
        "br" => received(bytes, Encoding::Brotli),
        "zstd" => received(bytes, Encoding::Zstd),
        "deflate" => return Ok(Received::Deflated(received(bytes, Encoding::Identity))),
        _ => return Err(HttpError::Encoding { tile, encoding }),
    }))
}

async fn body(response: &mut Response, limit: usize) -> Result<Bytes, HttpError> {
    if response.content_length().is_some_and(|length| length > limit as u64) {
        return Err(HttpError::TooLarge { limit });
    }
    let mut bytes = BytesMut::new();
    while let Some(chunk) = response.chunk().await? {
        if bytes.len() + chunk.len() > limit {
            return Err(HttpError::TooLarge { limit });
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes.freeze())
}
