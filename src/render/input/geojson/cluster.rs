//! Points of a source that are drawn as one where they lie close together: after `supercluster`, which
//! MapLibre uses. Clusters of a zoom are made of the points and clusters of the next deeper one.

use std::sync::Arc;

use ahash::AHashMap;

use super::{
    aggregate::{Aggregate, Aggregator},
    feature::EXTENT,
    properties::Properties,
};
use crate::style::source::ClusterSettings;

/// MapLibre's tiles measure 512 CSS pixels; a cluster's radius is one of these.
const TILE: f64 = 512.0;

/// A point or a cluster.
#[derive(Debug, Clone)]
pub(super) struct Spot {
    /// Where, on the unit square.
    pub at: [f64; 2],
    /// How many points it stands for.
    pub count: u32,
    /// Of a point: which feature it is. Of a cluster: its id.
    pub id: u64,
    /// What a cluster's points have in common.
    pub shared: Option<Arc<Aggregate>>,
}

/// The spots of each zoom, from 0 to one beyond the deepest with clusters.
#[derive(Debug, Clone)]
pub(super) struct Clusters {
    /// Radius of a cluster in units of a tile.
    radius: f64,
    /// Names of the properties in [`Spot::shared`].
    names: Vec<String>,
    zooms: Vec<Arc<Vec<Spot>>>,
}

impl Clusters {
    /// Clusters `points`, the positions of features with their index. `properties` are those of the feature of an
    /// index.
    pub fn new<'p>(
        settings: &ClusterSettings,
        points: impl Iterator<Item = (usize, [f64; 2])>,
        properties: &dyn Fn(u64) -> Properties<'p>,
    ) -> Self {
        let radius = settings.radius * EXTENT / TILE;
        let aggregator = Aggregator::new(settings);
        // As in JavaScript, where positions are kept in single precision.
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
            // If nothing merges, the spots of the deeper zoom are those of this one too.
            if let Some(merged) = merge(&spots, &level, &aggregator, &aggregate) {
                spots = Arc::new(merged);
            }
            zooms.push(spots.clone());
        }
        zooms.reverse();
        let names = settings.properties.iter().map(|property| property.name.clone()).collect();
        Self { radius, names, zooms }
    }

    /// What is drawn at `zoom`.
    pub fn at(&self, zoom: u8) -> &[Spot] {
        let last = self.zooms.len().saturating_sub(1);
        self.zooms.get(usize::from(zoom).min(last)).map_or(&[], |spots| spots)
    }

    /// Names of the properties that clusters have besides those that all of them have.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// How far beyond its tile a spot may be seen, in units.
    pub fn reach(&self) -> f64 {
        self.radius
    }
}

/// The zoom whose spots are made.
struct Level {
    zoom: u8,
    /// Radius of a cluster in units of a tile.
    radius: f64,
    min_points: u32,
    /// How many points there are.
    total: u64,
}

/// One zoom's spots from those of the next deeper one; `None` if nothing merges. `aggregate` computes the shared values
/// of a spot.
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
                // Both zoom and origin of the cluster, beyond the features' own numbers.
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

/// Spots by squares as wide as the radius: what lies within it is in the nine squares around.
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
