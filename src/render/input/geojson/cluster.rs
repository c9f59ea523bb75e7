//! Clusters nearby points of a source, like `supercluster`, which MapLibre uses. The clusters of each zoom are made
//! from the points and clusters of the next deeper zoom.

use std::sync::Arc;

use ahash::AHashMap;

use super::{
    aggregate::{Aggregate, Aggregator},
    feature::EXTENT,
    properties::Properties,
};
use crate::style::source::ClusterSettings;

/// Side of a MapLibre tile in CSS pixels, the unit of a cluster's radius.
const TILE: f64 = 512.0;

/// A point or a cluster.
#[derive(Debug, Clone)]
pub(super) struct Spot {
    /// Position on the unit square of the world.
    pub at: [f64; 2],
    /// Number of points that it represents.
    pub count: u32,
    /// Index of the feature of a point; id of a cluster.
    pub id: u64,
    /// Aggregated properties of a cluster.
    pub shared: Option<Arc<Aggregate>>,
}

/// The spots of each zoom, from 0 to one beyond the deepest zoom with clusters.
#[derive(Debug, Clone)]
pub(super) struct Clusters {
    /// Cluster radius in tile units.
    radius: f64,
    /// Names of the properties in [`Spot::shared`].
    names: Vec<String>,
    zooms: Vec<Arc<Vec<Spot>>>,
}

impl Clusters {
    /// Clusters `points`, the positions of features with their indices. `properties` returns the properties of the
    /// feature at an index.
    pub(super) fn new<'p>(
        settings: &ClusterSettings,
        points: impl Iterator<Item = (usize, [f64; 2])>,
        properties: &dyn Fn(u64) -> Properties<'p>,
    ) -> Self {
        let radius = settings.radius * EXTENT / TILE;
        let aggregator = Aggregator::new(settings);
        // As in JavaScript, where positions have single precision.
        let place = |at: [f64; 2]| at.map(|v| f64::from(v as f32));
        let single = points.map(|(i, at)| Spot { at: place(at), count: 1, id: i as u64, shared: None });
        let mut spots = Arc::new(single.collect::<Vec<_>>());
        let total = spots.len() as u64;
        let mut zooms = vec![spots.clone()];
        let aggregate = |spot: &Spot| match &spot.shared {
            Some(shared) => shared.to_vec(),
            None => aggregator.of_point(&properties(spot.id)),
        };
        for zoom in (0..=settings.max_zoom).rev() {
            let level = Level { zoom, radius, min_points: settings.min_points, total };
            // If nothing merges, this zoom shares the spots of the deeper one.
            if let Some(merged) = merge(&spots, &level, &aggregator, &aggregate) {
                spots = Arc::new(merged);
            }
            zooms.push(spots.clone());
        }
        zooms.reverse();
        let names = settings.properties.iter().map(|property| property.name.clone()).collect();
        Self { radius, names, zooms }
    }

    /// The spots of `zoom`.
    pub(super) fn at(&self, zoom: u8) -> &[Spot] {
        let last = self.zooms.len().saturating_sub(1);
        self.zooms.get(usize::from(zoom).min(last)).map_or(&[], |spots| spots)
    }

    /// Names of the properties that clusters have in addition to the standard ones.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// How far outside of its tile a spot may still be visible, in tile units.
    pub(super) fn reach(&self) -> f64 {
        self.radius
    }
}

/// The parameters of one zoom's clustering.
struct Level {
    zoom: u8,
    /// Cluster radius in tile units.
    radius: f64,
    min_points: u32,
    /// Total number of points.
    total: u64,
}

/// The spots of one zoom, made from those of the next deeper one; `None` if nothing merges. `aggregate` computes the
/// aggregated values of a spot.
fn merge(
    spots: &[Spot],
    level: &Level,
    aggregator: &Aggregator<'_>,
    aggregate: &dyn Fn(&Spot) -> Aggregate,
) -> Option<Vec<Spot>> {
    let radius = level.radius / (EXTENT * f64::from(level.zoom).exp2());
    let grid = Grid::new(spots, radius);
    let mut done = vec![false; spots.len()];
    let mut near = Vec::new();
    let mut next = Vec::new();
    let mut merged = false;
    for (i, spot) in spots.iter().enumerate() {
        if std::mem::replace(done.get_mut(i)?, true) {
            continue;
        }
        near.clear();
        grid.within(spots, spot.at, &mut near);
        near.retain(|k| !done.get(*k).copied().unwrap_or(true));
        let others = || near.iter().filter_map(|k| spots.get(*k));
        let count = others().fold(spot.count, |sum, other| sum.saturating_add(other.count));
        if near.is_empty() || count < level.min_points {
            next.push(spot.clone());
            next.extend(others().cloned());
        } else {
            merged = true;
            let weigh = |spot: &Spot| spot.at.map(|v| v * f64::from(spot.count));
            let sum = others().map(weigh).fold(weigh(spot), |a, b| [a[0] + b[0], a[1] + b[1]]);
            let mut shared = (!aggregator.is_empty()).then(|| aggregate(spot));
            if let Some(shared) = &mut shared {
                others().for_each(|other| aggregator.add(shared, &aggregate(other)));
            }
            next.push(Spot {
                at: sum.map(|v| v / f64::from(count)),
                count,
                // Encodes the zoom and origin of the cluster, above the indices of the features.
                id: ((i as u64) << 5) + u64::from(level.zoom) + 1 + level.total,
                shared: shared.map(Arc::new),
            });
        }
        for k in &near {
            if let Some(done) = done.get_mut(*k) {
                *done = true;
            }
        }
    }
    merged.then_some(next)
}

/// Spots by squares as wide as the radius: all spots within the radius are in the nine squares around a point.
struct Grid {
    radius: f64,
    squares: AHashMap<[i64; 2], Vec<usize>>,
}

impl Grid {
    fn new(spots: &[Spot], radius: f64) -> Self {
        let mut squares = AHashMap::<_, Vec<usize>>::new();
        for (i, spot) in spots.iter().enumerate() {
            squares.entry(Self::square(spot.at, radius)).or_default().push(i);
        }
        Self { radius, squares }
    }

    fn square(at: [f64; 2], radius: f64) -> [i64; 2] {
        at.map(|v| (v / radius).floor() as i64)
    }

    /// Appends the spots within the radius around `at`, row by row.
    fn within(&self, spots: &[Spot], at: [f64; 2], out: &mut Vec<usize>) {
        let [x, y] = Self::square(at, self.radius);
        for row in y - 1..=y + 1 {
            for column in x - 1..=x + 1 {
                let all = self.squares.get(&[column, row]).map_or(&[][..], |all| all);
                out.extend(all.iter().filter(|i| {
                    spots.get(**i).is_some_and(|s| {
                        let (dx, dy) = (s.at[0] - at[0], s.at[1] - at[1]);
                        dx * dx + dy * dy <= self.radius * self.radius
                    })
                }));
            }
        }
    }
}
