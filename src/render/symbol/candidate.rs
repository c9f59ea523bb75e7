//! Symbols that are to be placed, and their order.

use std::{cmp::Ordering, rc::Rc};

use super::{anchor_candidates::AnchorCandidates, anchors::LineAnchor, icon::Icon, label::Label};
use crate::style::layer::Justify;

/// What all symbols of one feature share.
#[derive(Debug)]
pub(super) struct FeatureSymbol {
    pub label: Option<Label>,
    /// The anchors of the label.
    pub anchors: AnchorCandidates,
    pub icon: Option<Icon>,
    /// The icon fitted to the text's column, turned with it.
    pub column_icon: Option<Icon>,
    pub justify: Justify,
    /// Clockwise rotation of the text, in radians.
    pub text_rotate: f64,
    /// The feature: index of its tile among the layer's, and its own index in the tile's layer.
    pub tile: usize,
    pub feature: usize,
}

/// A symbol at one place.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub order: CandidateOrder,
    pub symbol: Rc<FeatureSymbol>,
    /// Its point in device pixels of the view.
    pub at: [f64; 2],
    /// Left, top, right, bottom of its tile, in device pixels of the view.
    pub tile: [f64; 4],
    /// Its line and its anchor on it, for symbols on lines.
    pub line: Option<(Rc<Vec<[f64; 2]>>, LineAnchor)>,
}

/// The order in which candidates are placed. It depends on nothing but the data: not on which other tiles are known nor
/// on what part of the map is drawn, so that two neighboring pictures place a label that they share in the same way.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct CandidateOrder {
    pub sort_key: f64,
    /// Rank within its tile: tiles list important features first.
    pub rank: u32,
    /// Tile column and row, the column counted through all copies of the world.
    pub tile: (i64, u32),
    /// Which of the styles that are placed together.
    pub style: usize,
    /// Which of the feature's symbols in this tile.
    pub part: u32,
}

impl CandidateOrder {
    /// First come, first served.
    pub fn compare(&self, other: &Self) -> Ordering {
        self.sort_key
            .total_cmp(&other.sort_key)
            .then(self.rank.cmp(&other.rank))
            .then(self.tile.cmp(&other.tile))
            .then(self.style.cmp(&other.style))
            .then(self.part.cmp(&other.part))
    }
}
