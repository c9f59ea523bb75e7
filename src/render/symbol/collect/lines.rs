//! Symbols on lines.

use std::{cell::OnceCell, collections::HashMap, sync::Arc};

use super::{
    super::{
        anchors::{LineAnchor, centered, repeated},
        merge::{LabeledLine, merged},
    },
    layer_tile::LayerTile,
    prepare::fit,
    text_numbers::TextNumbers,
    tile_symbols::{TileCandidate, TileSymbols},
};
use crate::{
    deadline::checkpoint,
    render::geometry::{Lines, Rect, clip_line, distance},
};

/// The candidates that repeat along the lines of a tile.
pub(super) fn collect(tile: &LayerTile<'_>) -> TileSymbols {
    let mut texts = TextNumbers::default();
    let lines = labeled_lines(tile, &mut texts);
    let spacing = tile.symbol.spacing.get(&tile.layout).max(1.0);
    let area = Rect { lo: [0.0; 2], hi: [tile.side; 2] };
    let mut taken: HashMap<usize, Vec<[f64; 2]>> = HashMap::new();
    let mut known: HashMap<usize, KnownFeature> = HashMap::new();
    let mut all = TileSymbols::default();
    for LabeledLine { line, feature } in merged(lines, |feature| texts.of(feature)) {
        let known = known.entry(feature).or_insert_with(|| KnownFeature {
            symbol: all.add_symbol(feature, false),
            sort_key: tile.sort_key(feature),
            parts: 0,
        });
        let Some(symbol) = all.symbol(known.symbol, tile) else { continue };
        let fit = fit(tile, feature, symbol, spacing);
        for line in clip_line(&line, &area) {
            let scaled = ScaledLine::new(tile, &line);
            for anchor in repeated(&line, &fit) {
                if let Some(text) = texts.of(feature) {
                    let same = taken.entry(text).or_default();
                    checkpoint(same.len());
                    if same.iter().any(|p| distance(*p, anchor.at) < spacing / 2.0) {
                        continue;
                    }
                    same.push(anchor.at);
                }
                known.parts += 1;
                all.add(scaled.candidate(anchor, known));
            }
        }
    }
    all
}

/// A feature whose lines have candidates.
struct KnownFeature {
    symbol: usize,
    sort_key: f64,
    /// The number of candidates so far.
    parts: u32,
}

/// The candidates at the centers of the lines of a tile.
pub(super) fn collect_centers(tile: &LayerTile<'_>) -> TileSymbols {
    let mut geometry = Lines::default();
    let mut all = TileSymbols::default();
    for feature in 0..tile.bound.len() {
        let Some(kind) = tile.accepted(feature) else { continue };
        let lines = tile.lines(feature, kind, &mut geometry);
        let index = all.add_symbol(feature, false);
        let Some(symbol) = all.symbol(index, tile) else { continue };
        let fit = fit(tile, feature, symbol, 1.0);
        for (parts, line) in (0u32..).zip(lines) {
            let Some(anchor) = centered(&line, &fit) else { continue };
            if anchor.at.iter().all(|v| (0.0..tile.side).contains(v)) {
                let known = KnownFeature { symbol: index, sort_key: tile.sort_key(feature), parts };
                all.add(ScaledLine::new(tile, &line).candidate(anchor, &known));
            }
        }
    }
    all
}

/// The lines of all features that are drawn. Their texts are added to `texts`.
fn labeled_lines(tile: &LayerTile<'_>, texts: &mut TextNumbers) -> Vec<LabeledLine> {
    let mut geometry = Lines::default();
    let mut all = Vec::new();
    for feature in 0..tile.bound.len() {
        let Some(kind) = tile.accepted(feature) else { continue };
        texts.add(feature, &tile.text(feature));
        let lines = tile.lines(feature, kind, &mut geometry);
        all.extend(lines.into_iter().map(|line| LabeledLine { line, feature }));
    }
    all
}

/// A line of a tile, in CSS pixels relative to the tile's corner.
struct ScaledLine<'l> {
    line: &'l [[f64; 2]],
    /// Device pixels per CSS pixel.
    scale: f64,
    /// The line in device pixels, made for the first candidate and shared by all.
    scaled: OnceCell<Arc<[[f64; 2]]>>,
}

impl<'l> ScaledLine<'l> {
    fn new(tile: &LayerTile<'_>, line: &'l [[f64; 2]]) -> Self {
        Self { line, scale: tile.scale * tile.extent() / tile.side, scaled: OnceCell::new() }
    }

    /// The candidate at `anchor`.
    fn candidate(&self, anchor: LineAnchor, of: &KnownFeature) -> TileCandidate {
        let place = |p: &[f64; 2]| p.map(|v| v * self.scale);
        let at = place(&anchor.at);
        let scaled = self.scaled.get_or_init(|| {
            checkpoint(self.line.len());
            self.line.iter().map(place).collect()
        });
        let line = Some((scaled.clone(), LineAnchor { at, ..anchor }));
        TileCandidate { symbol: of.symbol, sort_key: of.sort_key, part: of.parts, at, line }
    }
}
