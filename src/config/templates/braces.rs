//! Braces that have a meaning in karto.

/// The braces that are part of a value's format.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Braces {
    /// None.
    None,
    /// `{z}` and the other [`TILE_PLACEHOLDERS`].
    Tile,
    /// The braces of request templates: `{{domain}}`, `{{ default(request.query, {}) }}`, `{+path}`.
    Request,
    /// Single braces in free text, such as an attribution, which have no special meaning.
    Free,
    /// The braces of SQL, which are array literals; `@` is an operator.
    Sql,
}

/// The placeholders that karto replaces for each tile.
pub(super) const TILE_PLACEHOLDERS: &[&str] = &["z", "x", "y", "-y", "scale", "format", "lang"];
