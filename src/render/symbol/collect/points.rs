//! Symbols at points.

use super::{
    layer_tile::LayerTile,
    tile_symbols::{TileCandidate, TileSymbols},
};
use crate::{
    deadline::checkpoint,
    render::geometry::{Lines, pole_of_inaccessibility, polygons},
    style::expression::GeometryKind,
};

/// The candidates of a tile.
pub(super) fn collect(tile: &LayerTile<'_>) -> TileSymbols {
    let extent = tile.extent();
    let mut geometry = Lines::default();
    let mut all = TileSymbols::default();
    for feature in 0..tile.bound.len() {
        let Some(kind) = tile.accepted(feature) else { continue };
        tile.bound.geometry(feature, &mut geometry);
        let mut symbol = None;
        for (part, p) in (0u32..).zip(points(&geometry, kind, extent)) {
            checkpoint(2);
            // Points in the tile's buffer belong to the neighboring tile.
            if p.iter().any(|v| *v < 0.0 || *v >= extent) {
                continue;
            }
            let (symbol, sort_key) =
                *symbol.get_or_insert_with(|| (all.add_symbol(feature, true), tile.sort_key(feature)));
            all.add(TileCandidate { symbol, sort_key, part, at: p.map(|v| v * tile.scale), line: None });
        }
    }
    all
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
