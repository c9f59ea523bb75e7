//! Symbols at points.

use super::{
    super::candidate::{Candidate, CandidateOrder},
    layer_tile::LayerTile,
    prepare::prepare,
};
use crate::{
    deadline::checkpoint,
    render::geometry::{Lines, pole_of_inaccessibility, polygons},
    style::expression::GeometryKind,
};

/// Appends the candidates of a tile to `out`.
pub(super) fn collect(tile: &LayerTile<'_>, out: &mut Vec<Candidate>) {
    let extent = tile.extent();
    let mut geometry = Lines::default();
    for feature in 0..tile.bound.len() {
        let Some(kind) = tile.accepted(feature) else { continue };
        tile.bound.geometry(feature, &mut geometry);
        let mut prepared = None;
        for (part, p) in (0u32..).zip(points(&geometry, kind, extent)) {
            checkpoint(2);
            // Points in the tile's buffer belong to the neighboring tile.
            if p.iter().any(|v| *v < 0.0 || *v >= extent) {
                continue;
            }
            let at = [0, 1].map(|i| tile.offset[i] + p[i] * tile.scale);
            if !tile.is_near(at) {
                continue;
            }
            let Some((symbol, sort_key)) = prepared.get_or_insert_with(|| prepare(tile, feature, true)) else { break };
            let order = CandidateOrder { sort_key: *sort_key, rank: feature as u32, tile: tile.column_and_row, part };
            out.push(Candidate { order, symbol: symbol.clone(), at, tile: tile.square(), line: None });
        }
    }
}

/// The points of a feature, in tile units.
fn points(geometry: &Lines, kind: GeometryKind, extent: f64) -> Vec<[f64; 2]> {
    match kind {
        GeometryKind::Polygon => {
            let pole = |rings: &Vec<&[[f64; 2]]>| pole_of_inaccessibility(rings, extent / 512.0);
            polygons(geometry).iter().filter_map(pole).collect()
        }
        GeometryKind::Line => geometry.iter().filter_map(|line| line.first().copied()).collect(),
        _ => geometry.points().to_vec(),
    }
}
