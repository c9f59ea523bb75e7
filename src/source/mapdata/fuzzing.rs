//! For the fuzz targets.

use serde_json::{Map, Value};

use super::{answer, budget::Budget, counters, feature::Piece, order, unroll::unroll};

/// Reads the answer with the maps of a page, and its features.
pub(crate) fn page_with_maps(body: &[u8]) {
    let names = ["a", "_", "b"].map(str::to_owned);
    features(answer::groups(body, &names, &Map::new()).unwrap_or_default());
}

/// Reads the answer with a page of map data, and its features.
pub(crate) fn page_of_map_data(body: &[u8]) {
    features(answer::page(body).into_iter().collect());
}

fn features(groups: Vec<Value>) {
    let (mut budget, mut pieces) = (Budget::new(), Vec::new());
    for group in groups {
        if unroll(group, &mut budget, &mut pieces).is_err() {
            return;
        }
    }
    let features = pieces.into_iter().filter_map(|piece| match piece {
        Piece::Feature(feature) => Some(feature),
        Piece::External(_) => None,
    });
    let mut features: Vec<_> = features.collect();
    counters::count(&mut features);
    order::paint_order(features);
}
