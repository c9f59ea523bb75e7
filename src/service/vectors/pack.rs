//! Converts tiles of sources to the form in which they are stored: gzip, except for images.

use crate::{
    mvt,
    source::{Encoding, SourceTile},
    tile::Format,
};

use crate::service::{
    coding::pack,
    error::TileError,
    stored::{BackendObject, StoredBody},
};

/// Headers of a backend that describe its bytes. karto may encode them differently, so it sets these headers itself.
const ABOUT_BYTES: [&str; 6] = ["content-type", "content-encoding", "content-length", "etag", "last-modified", "vary"];

/// Tiles of at most this many bytes that need no compression are hashed on the calling thread. This takes up to 25 µs,
/// about as long as sending the job to another thread.
const MAX_HASHED_IN_PLACE: usize = 16 * 1024;

/// Whether [`packed`] takes less time than sending the job to another thread.
pub(super) fn is_quick(tile: &SourceTile) -> bool {
    tile.bytes.len() <= MAX_HASHED_IN_PLACE && !needs_packing(tile)
}

/// Compresses a tile of a source. Tiles in gzip and images are not changed. It is an error if another tile has more
/// than `limit` bytes decompressed.
pub(super) fn packed(tile: SourceTile, limit: usize) -> Result<StoredBody, TileError> {
    let needs_packing = needs_packing(&tile);
    let is_image = is_image(&tile);
    let SourceTile { bytes, encoding, freshness, headers } = tile;
    let (bytes, encoding) = if needs_packing {
        let plain = mvt::unpack(&bytes, encoding.packing(), limit).map_err(TileError::bad_tile)?;
        (pack(&plain, Encoding::Gzip).map_err(TileError::bad_tile)?, Encoding::Gzip)
    } else if bytes.is_empty() && encoding != Encoding::Gzip {
        (bytes, Encoding::Identity)
    } else {
        (bytes, encoding)
    };
    let named = headers.iter().find(|(name, _)| name == "content-type");
    let content_type = named.map_or(Format::Pbf.media_type(), |(_, value)| value);
    let mut body = StoredBody::new(&bytes, encoding, content_type);
    body.recodable = !is_image;
    body.backend = if body.bytes.is_empty() { BackendObject::Empty } else { BackendObject::Default };
    body.freshness = freshness;
    body.headers = headers.into_iter().filter(|(name, _)| !ABOUT_BYTES.contains(&name.as_str())).collect();
    Ok(body)
}

fn needs_packing(tile: &SourceTile) -> bool {
    match tile.encoding {
        Encoding::Gzip => false,
        Encoding::Identity if is_image(tile) => false,
        _ => !tile.bytes.is_empty(),
    }
}

fn is_image(tile: &SourceTile) -> bool {
    tile.headers.iter().any(|(name, value)| name == "content-type" && value.starts_with("image/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tile(bytes: &'static [u8], encoding: Encoding, headers: &[(&str, &str)]) -> SourceTile {
        let headers = headers.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        SourceTile { encoding, headers, ..SourceTile::plain(bytes) }
    }

    #[test]
    fn vector_tiles_become_gzip_and_images_stay_as_they_are() {
        let vector = packed(tile(b"plain tile", Encoding::Identity, &[("expires", "0"), ("etag", "x")]), 100).unwrap();
        assert_eq!((vector.encoding, &*vector.unpacked(100).unwrap()), (Encoding::Gzip, b"plain tile".as_slice()));
        assert_eq!((&*vector.content_type, vector.headers.len()), (Format::Pbf.media_type(), 1));
        let image = packed(tile(b"\x89PNG", Encoding::Identity, &[("content-type", "image/png")]), 100).unwrap();
        assert_eq!((image.encoding, image.recodable, &*image.content_type), (Encoding::Identity, false, "image/png"));
        let empty = packed(tile(b"", Encoding::Brotli, &[]), 100).unwrap();
        assert_eq!((empty.encoding, empty.backend), (Encoding::Identity, BackendObject::Empty));
    }

    #[test]
    fn only_small_tiles_that_need_no_compression_are_quick() {
        static LARGE: [u8; MAX_HASHED_IN_PLACE + 1] = [0; MAX_HASHED_IN_PLACE + 1];
        assert!(is_quick(&tile(b"gzip", Encoding::Gzip, &[])));
        assert!(!is_quick(&tile(b"plain", Encoding::Identity, &[])));
        assert!(!is_quick(&tile(&LARGE, Encoding::Gzip, &[])));
    }
}
