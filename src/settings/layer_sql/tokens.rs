//! The tokens in the SQL of layers.

use super::SqlPiece;

/// The tokens, with exclamation marks.
pub fn tokens() -> impl Iterator<Item = String> {
    KNOWN.iter().map(|(name, _)| format!("!{name}!"))
}

/// The names of the tokens and their pieces. A `!BBOX!` whose meaning is not known before the end of the statement is
/// [`SqlPiece::Grown`] until then.
pub(super) const KNOWN: [(&str, SqlPiece); 15] = [
    ("BBOX", SqlPiece::Grown),
    ("BOX", SqlPiece::Grown),
    ("BUFFER_BBOX", SqlPiece::Grown),
    ("ZOOM", SqlPiece::Zoom),
    ("Z", SqlPiece::Zoom),
    ("X", SqlPiece::X),
    ("Y", SqlPiece::Y),
    ("PIXEL_WIDTH", SqlPiece::PixelSize),
    ("PIXEL_HEIGHT", SqlPiece::PixelSize),
    ("SCALE_DENOMINATOR", SqlPiece::ScaleDenominator),
    ("EXTENT", SqlPiece::Extent),
    ("BUFFER", SqlPiece::Buffer),
    ("ID_FIELD", SqlPiece::IdField),
    ("GEOM_FIELD", SqlPiece::GeometryField),
    ("GEOMETRY_FIELD", SqlPiece::GeometryField),
];
