//! The order in which the symbols of layers are placed.

/// Which layer's symbols are placed first. Symbols that are placed later give way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PlacementOrder {
    /// Those of the topmost layer, as in MapLibre.
    #[default]
    TopLayerFirst,
    /// Those of the lowest layer, as they are drawn: as in Mapnik.
    DrawingOrder,
}
