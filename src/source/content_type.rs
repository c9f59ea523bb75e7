//! Content types of image tiles.

/// The media type of image tiles, by file extension or MBTiles format. The service sets that of vector tiles.
pub(super) fn content_type(extension: &str) -> Option<&'static str> {
    match extension.to_ascii_lowercase().as_str() {
        "png" => Some("image/png"),
        "jpg" | "jpeg" => Some("image/jpeg"),
        "webp" => Some("image/webp"),
        _ => None,
    }
}
