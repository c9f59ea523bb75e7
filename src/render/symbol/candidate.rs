//! Candidate symbols and their placement order.

use std::{cmp::Ordering, sync::Arc};

use super::{anchor_candidates::AnchorCandidates, anchors::LineAnchor, icon::Icon, label::Label};
use crate::style::layer::Justify;

/// The properties shared by all symbols of one feature.
#[derive(Debug)]
pub(super) struct FeatureSymbol {
    pub label: Option<Label>,
    /// The candidate anchors of the label.
    pub anchors: AnchorCandidates,
    pub icon: Option<Icon>,
    /// The icon fitted to the vertical text, rotated with it.
    pub column_icon: Option<Icon>,
    pub justify: Justify,
    /// Clockwise rotation of the text, in radians.
    pub text_rotate: f64,
    /// Index of the feature in its tile's layer.
    pub feature: usize,
}

impl FeatureSymbol {
    /// The size in memory, in bytes.
    pub(super) fn bytes(&self) -> usize {
        let icons = usize::from(self.icon.is_some()) + usize::from(self.column_icon.is_some());
        size_of::<Self>() + self.label.as_ref().map_or(0, Label::bytes) + icons * 200 + self.anchors.anchors.len() * 24
    }
}

/// A candidate symbol at one position in a view.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub order: CandidateOrder,
    pub symbol: Arc<FeatureSymbol>,
    /// Index of its tile among the layer's tiles.
    pub tile_index: usize,
    /// Anchor point in device pixels of the view.
    pub at: [f64; 2],
    /// Left, top, right, bottom of its tile, in device pixels of the view.
    pub tile: [f64; 4],
    /// The line, for symbols on lines.
    pub line: Option<AnchoredLine>,
}

/// A line with a label's anchor on it.
#[derive(Debug, Clone)]
pub(super) struct AnchoredLine {
    /// The vertices in device pixels, relative to `offset`.
    pub line: Arc<[[f64; 2]]>,
    /// The corner of the tile in device pixels of the view.
    pub offset: [f64; 2],
    /// The anchor in device pixels of the view.
    pub anchor: LineAnchor,
}

/// The order in which candidates are placed. It depends only on the data, not on which other tiles are known or which
/// part of the map is drawn, so that neighboring pictures place a shared label in the same way.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct CandidateOrder {
    pub sort_key: f64,
    /// Rank within the tile: tiles list important features first.
    pub rank: u32,
    /// Tile column and row; columns are counted through all copies of the world.
    pub tile: (i64, u32),
    /// Which of the feature's symbols in this tile.
    pub part: u32,
}

impl CandidateOrder {
    /// First come, first served.
    pub(super) fn compare(&self, other: &Self) -> Ordering {
        self.sort_key
            .total_cmp(&other.sort_key)
            .then(self.rank.cmp(&other.rank))
            .then(self.tile.cmp(&other.tile))
            .then(self.part.cmp(&other.part))
    }
}
