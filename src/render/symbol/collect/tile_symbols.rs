//! The symbols of one tile.

use std::sync::{
    Arc, OnceLock,
    atomic::{AtomicUsize, Ordering},
};

use super::{
    super::{
        anchors::LineAnchor,
        candidate::{AnchoredLine, Candidate, CandidateOrder, FeatureSymbol},
    },
    layer_tile::LayerTile,
    prepare::prepare,
};
use crate::{deadline::checkpoint, render::input::Note};

/// The candidates of one tile for one layer, wherever the tile is in a picture. Pictures that show the same tile share
/// them.
#[derive(Default)]
pub(super) struct TileSymbols {
    symbols: Vec<LazySymbol>,
    candidates: Vec<TileCandidate>,
    /// The size in memory of what the two hold, in bytes.
    held: AtomicUsize,
}

/// The symbols of a feature, prepared when the first picture needs them.
struct LazySymbol {
    feature: usize,
    at_points: bool,
    prepared: OnceLock<Option<Arc<FeatureSymbol>>>,
}

/// A candidate symbol at one position in a tile.
pub(super) struct TileCandidate {
    /// The feature's symbols: an index into those of the tile.
    pub symbol: usize,
    pub sort_key: f64,
    /// Which of the feature's symbols.
    pub part: u32,
    /// Anchor point in device pixels, relative to the tile's corner.
    pub at: [f64; 2],
    /// The line in the same units, and the anchor on it, for symbols on lines.
    pub line: Option<(Arc<[[f64; 2]]>, LineAnchor)>,
}

impl TileSymbols {
    /// Adds the symbols of a feature; returns their index.
    pub(super) fn add_symbol(&mut self, feature: usize, at_points: bool) -> usize {
        self.symbols.push(LazySymbol { feature, at_points, prepared: OnceLock::new() });
        self.symbols.len() - 1
    }

    /// The symbols of a feature, prepared now if no picture has needed them; `None` if there is nothing to draw.
    pub(super) fn symbol(&self, index: usize, tile: &LayerTile<'_>) -> Option<&Arc<FeatureSymbol>> {
        let LazySymbol { feature, at_points, prepared } = self.symbols.get(index)?;
        let make = || {
            let made = prepare(tile, *feature, *at_points).map(Arc::new);
            self.held.fetch_add(made.as_ref().map_or(0, |symbol| symbol.bytes()), Ordering::Relaxed);
            made
        };
        prepared.get_or_init(make).as_ref()
    }

    /// Adds a candidate.
    pub(super) fn add(&mut self, candidate: TileCandidate) {
        // The candidates of a line follow each other and share it.
        let line = |it: &TileCandidate| it.line.as_ref().map(|(line, _)| line.clone());
        if let Some(new) = line(&candidate)
            && !self.candidates.last().and_then(line).is_some_and(|last| Arc::ptr_eq(&last, &new))
        {
            *self.held.get_mut() += size_of_val(&*new);
        }
        self.candidates.push(candidate);
    }

    /// Appends the candidates in or near the view to `out`. `tile_index` is the index of the tile among the layer's tiles.
    pub(super) fn in_view(&self, tile: &LayerTile<'_>, tile_index: usize, out: &mut Vec<Candidate>) {
        let square = tile.square();
        for TileCandidate { symbol: index, sort_key, part, at, line } in &self.candidates {
            checkpoint(2);
            let at = [0, 1].map(|i| tile.offset[i] + at[i]);
            if !tile.is_near(at) {
                continue;
            }
            let Some(symbol) = self.symbol(*index, tile) else { continue };
            let rank = symbol.feature as u32;
            let order = CandidateOrder { sort_key: *sort_key, rank, tile: tile.column_and_row, part: *part };
            let line = line.as_ref().map(|(line, anchor)| AnchoredLine {
                line: line.clone(),
                offset: tile.offset,
                anchor: LineAnchor { at, ..*anchor },
            });
            out.push(Candidate { order, symbol: symbol.clone(), tile_index, at, tile: square, line });
        }
    }
}

impl Note for TileSymbols {
    fn bytes(&self) -> usize {
        self.symbols.capacity() * size_of::<LazySymbol>()
            + self.candidates.capacity() * size_of::<TileCandidate>()
            + self.held.load(Ordering::Relaxed)
    }
}
