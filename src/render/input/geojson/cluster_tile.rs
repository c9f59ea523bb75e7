//! The part of clusters in one tile.

use std::borrow::Cow;

use super::{
    cluster::{Clusters, Spot},
    feature::{EXTENT, GeoJsonFeature},
    used_values::UsedValues,
};
use crate::{
    deadline::checkpoint,
    render::{
        geometry::Lines,
        input::{FeatureContent, RawFeature},
    },
    style::expression::{GeometryKind, Value},
    tile::TileId,
};

/// Points and clusters of a tile. `single` are the features that the clusters were made from; new property names are
/// appended to `keys`.
pub(super) fn features(
    clusters: &Clusters,
    single: &[GeoJsonFeature],
    tile: TileId,
    keys: &mut Vec<Cow<'static, str>>,
    values: &mut UsedValues<'_>,
) -> Vec<RawFeature<'static>> {
    let mut key = |name: &str| {
        let at = keys.iter().position(|k| k == name).unwrap_or_else(|| {
            keys.push(Cow::Owned(name.to_owned()));
            keys.len() - 1
        });
        u32::try_from(at).unwrap_or(u32::MAX)
    };
    let known = ["cluster", "cluster_id", "point_count", "point_count_abbreviated"].map(&mut key);
    let named: Vec<u32> = clusters.names().map(key).collect();
    let side = EXTENT * f64::from(tile.across());
    let corner = [f64::from(tile.x()) * EXTENT, f64::from(tile.y()) * EXTENT];
    let reach = clusters.reach();
    let mut raw = |(spot, wrap): (&Spot, f64)| {
        checkpoint(2);
        let at = [(spot.at[0] + wrap) * side - corner[0], spot.at[1] * side - corner[1]];
        if !at.iter().all(|v| (-reach..=EXTENT + reach).contains(v)) {
            return None;
        }
        let (id, tags) = if spot.count > 1 {
            let number = |n: f64| Value::Number(n);
            let short = abbreviated(spot.count);
            let own = [Value::Bool(true), number(spot.id as f64), number(f64::from(spot.count)), short];
            let mut tags: Vec<_> = known.iter().zip(own).map(|(key, value)| (*key, values.push(value))).collect();
            let shared = spot.shared.iter().flat_map(|all| all.iter().cloned());
            tags.extend(named.iter().zip(shared).map(|(key, value)| (*key, values.push(value))));
            (number(spot.id as f64), tags)
        } else {
            let feature = usize::try_from(spot.id).ok().and_then(|i| single.get(i))?;
            (feature.id.clone(), values.tags(&feature.tags))
        };
        let mut lines = Lines::default();
        lines.line([at.map(f64::round)]);
        let content = FeatureContent::Plain { tags, lines, spans: Vec::new() };
        Some(RawFeature { id, kind: GeometryKind::Point, content })
    };
    let spots = clusters.at(tile.z());
    // What lies at the antimeridian is seen from both sides.
    spots.iter().flat_map(|spot| [(spot, 0.0), (spot, -1.0), (spot, 1.0)]).filter_map(&mut raw).collect()
}

/// How a number of points is written on a map (`supercluster`).
fn abbreviated(count: u32) -> Value<'static> {
    let thousands = f64::from(count) / 1000.0;
    if count >= 10_000 {
        Value::String(Cow::Owned(format!("{}k", thousands.round())))
    } else if count >= 1000 {
        Value::String(Cow::Owned(format!("{}k", (thousands * 10.0).round() / 10.0)))
    } else {
        Value::Number(f64::from(count))
    }
}
