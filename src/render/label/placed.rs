//! Placed labels.

use crate::render::display::DisplayItem;

/// The placed labels of one pass of a layer of rules, in drawing order.
#[derive(Debug, Clone)]
pub struct PlacedPass {
    /// Index into [`Style::layers`](crate::style::Style::layers).
    pub layer: usize,
    /// Index into [`RulesLayer::passes`](crate::style::layer::RulesLayer::passes).
    pub pass: usize,
    /// What is drawn.
    pub items: Vec<DisplayItem>,
    /// The texts of the labels within the view.
    pub labels: Vec<PlacedLabel>,
}

/// The text of a placed label.
#[derive(Debug, Clone, PartialEq)]
pub struct PlacedLabel {
    /// The text.
    pub text: String,
    /// The anchor point in device pixels of the view.
    pub at: [f64; 2],
    /// Left, top, right, bottom in device pixels of the view.
    pub bounds: [f64; 4],
}
