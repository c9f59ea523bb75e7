//! Pieces of the SQL of a layer.

/// A piece of a layer's SQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SqlPiece {
    /// SQL as written.
    Text(String),
    /// The tile's square.
    Square,
    /// The tile's square, expanded by the buffer.
    Grown,
    /// See the module's table.
    Zoom,
    /// See the module's table.
    X,
    /// See the module's table.
    Y,
    /// See the module's table; width and height are equal, because tiles are square.
    PixelSize,
    /// See the module's table.
    ScaleDenominator,
    /// See the module's table.
    Extent,
    /// See the module's table.
    Buffer,
    /// See the module's table.
    IdField,
    /// See the module's table.
    GeometryField,
}
