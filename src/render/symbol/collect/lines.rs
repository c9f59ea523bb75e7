//! Symbols on lines.

use std::{cell::OnceCell, collections::HashMap, rc::Rc};

use super::{
    super::{
        anchors::{LineAnchor, centered, repeated},
        candidate::{Candidate, CandidateOrder, FeatureSymbol},
        merge::{LabeledLine, merged},
    },
    layer_tile::LayerTile,
    prepare::{fit, prepare},
    text_numbers::TextNumbers,
};
use crate::{
    deadline::checkpoint,
    render::geometry::{Lines, Rect, clip_line, distance},
};

/// Appends the candidates that repeat along the lines of a tile to `out`.
pub(super) fn collect(tile: &LayerTile<'_>, out: &mut Vec<Candidate>) {
    let mut texts = TextNumbers::default();
    let lines = labeled_lines(tile, &mut texts);
    let spacing = tile.symbol.spacing.get(&tile.layout).max(1.0);
    let area = Rect { lo: [0.0; 2], hi: [tile.side; 2] };
    let mut taken: HashMap<usize, Vec<[f64; 2]>> = HashMap::new();
    let mut prepared: HashMap<usize, Option<(Rc<FeatureSymbol>, f64)>> = HashMap::new();
    let mut parts: HashMap<usize, u32> = HashMap::new();
    for LabeledLine { line, feature } in merged(lines, |feature| texts.of(feature)) {
        let symbol = prepared.entry(feature).or_insert_with(|| prepare(tile, feature, false));
        let Some((symbol, sort_key)) = symbol else { continue };
        let fit = fit(tile, feature, symbol, spacing);
        for line in clip_line(&line, &area) {
            let placed = PlacedLine::new(tile, &line);
            for anchor in repeated(&line, &fit) {
                if let Some(text) = texts.of(feature) {
                    let same = taken.entry(text).or_default();
                    checkpoint(same.len());
                    if same.iter().any(|p| distance(*p, anchor.at) < spacing / 2.0) {
                        continue;
                    }
                    same.push(anchor.at);
                }
                let part = parts.entry(feature).or_default();
                *part += 1;
                let order = CandidateOrder {
                    sort_key: *sort_key,
                    rank: feature as u32,
                    tile: tile.column_and_row,
                    part: *part,
                };
                out.extend(placed.candidate(anchor, symbol, order));
            }
        }
    }
}

/// Appends the candidates at the centers of the lines of a tile to `out`.
pub(super) fn collect_centers(tile: &LayerTile<'_>, out: &mut Vec<Candidate>) {
    let mut geometry = Lines::default();
    for feature in 0..tile.bound.len() {
        let Some(kind) = tile.accepted(feature) else { continue };
        let lines = tile.lines(feature, kind, &mut geometry);
        let Some((symbol, sort_key)) = prepare(tile, feature, false) else { continue };
        let fit = fit(tile, feature, &symbol, 1.0);
        for (part, line) in (0u32..).zip(lines) {
            let Some(anchor) = centered(&line, &fit) else { continue };
            if anchor.at.iter().all(|v| (0.0..tile.side).contains(v)) {
                let order = CandidateOrder { sort_key, rank: feature as u32, tile: tile.column_and_row, part };
                out.extend(PlacedLine::new(tile, &line).candidate(anchor, &symbol, order));
            }
        }
    }
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
struct PlacedLine<'l, 'c> {
    tile: &'l LayerTile<'c>,
    line: &'l [[f64; 2]],
    /// The line in device pixels of the view, made for the first candidate and shared by all.
    in_view: OnceCell<Rc<Vec<[f64; 2]>>>,
}

impl<'l, 'c> PlacedLine<'l, 'c> {
    fn new(tile: &'l LayerTile<'c>, line: &'l [[f64; 2]]) -> Self {
        Self { tile, line, in_view: OnceCell::new() }
    }

    /// The candidate at `anchor`; `None` if it is far from the view.
    fn candidate(&self, anchor: LineAnchor, symbol: &Rc<FeatureSymbol>, order: CandidateOrder) -> Option<Candidate> {
        let tile = self.tile;
        let scale = tile.scale * tile.extent() / tile.side;
        let place = |p: &[f64; 2]| [0, 1].map(|i| tile.offset[i] + p[i] * scale);
        let at = place(&anchor.at);
        tile.is_near(at).then(|| {
            let in_view = self.in_view.get_or_init(|| {
                checkpoint(self.line.len());
                Rc::new(self.line.iter().map(place).collect())
            });
            let line = Some((in_view.clone(), LineAnchor { at, ..anchor }));
            Candidate { order, symbol: symbol.clone(), at, tile: tile.square(), line }
        })
    }
}
