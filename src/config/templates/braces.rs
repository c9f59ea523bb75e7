//! Braces that mean something to karto.

/// Which braces are part of the format at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Braces {
    /// None.
    None,
    /// `{z}` and the other [`TILE_PLACEHOLDERS`].
    Tile,
    /// Those of request templates: `{{domain}}`, `{{ default(request.query, {}) }}`, `{+path}`.
    Request,
    /// Single braces mean nothing special: free texts such as an attribution.
    Free,
    /// SQL, where braces are array literals and `@` is an operator.
    Sql,
}

/// Placeholders that karto fills in for each tile.
pub const TILE_PLACEHOLDERS: &[&str] = &["z", "x", "y", "-y", "scale", "format", "lang"];
