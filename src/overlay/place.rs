//! Where an overlay is drawn among the layers of a style.

/// Where an overlay is drawn among the layers of a style.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum OverlayPlace {
    /// Above everything.
    #[default]
    Top,
    /// Beneath the labels of the map. Markers and texts of the overlay are above them.
    BeneathLabels,
    /// Beneath the layer of the style with this id.
    Beneath(String),
}
