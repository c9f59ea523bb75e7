//! Whose form the address of a static map has.

/// Whose form the address of a static map has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spelling {
    /// karto's.
    Own,
    /// tileserver-gl's.
    TileServer,
    /// Mapbox's. Its zooms are those of tiles of 512 CSS pixels.
    Mapbox,
}
