//! Points of a source that are drawn as one where they lie close together: after `supercluster`, which
//! MapLibre uses. Clusters of a zoom are made of the points and clusters of the next deeper one.

use std::sync::Arc;

use ahash::AHashMap;
use serde_json::{Map, Value as Json};

use super::{EXTENT, aggregate::Aggregates};
use crate::style::expression::Value;

/// MapLibre's tiles measure 512 CSS pixels; a cluster's radius is one of these.
const TILE: f64 = 512.0;

/// How points are clustered.
#[derive(Debug, Clone)]
pub(super) struct Options {
    /// Radius of a cluster in units of a tile.
    radius: f64,
    /// Deepest zoom with clusters.
    max_zoom: u8,
    /// How many points make a cluster.
    min_points: u32,
    aggregates: Aggregates,
}

impl Options {
    /// What a source says of it; `None` where its points stay single.
    pub fn of(source: &Map<String, Json>) -> Option<Self> {
        if source.get("cluster").and_then(Json::as_bool) != Some(true) {
            return None;
        }
        let number = |key: &str| source.get(key).and_then(Json::as_f64).filter(|n| n.is_finite());
        let radius = number("clusterRadius").filter(|r| *r > 0.0).unwrap_or(50.0);
        let deepest = number("maxzoom").unwrap_or(18.0) - 1.0;
        Some(Self {
            radius: radius * EXTENT / TILE,
            max_zoom: number("clusterMaxZoom").unwrap_or(deepest).clamp(0.0, 24.0) as u8,
            min_points: number("clusterMinPoints").unwrap_or(2.0).clamp(2.0, f64::from(u32::MAX)) as u32,
            aggregates: Aggregates::of(source.get("clusterProperties")),
        })
    }
}

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
    pub shared: Option<Arc<Vec<Value<'static>>>>,
}

/// The spots of each zoom, from 0 to one beyond the deepest with clusters.
#[derive(Debug, Clone)]
pub(super) struct Clusters {
    options: Options,
    zooms: Vec<Arc<Vec<Spot>>>,
}

impl Clusters {
    /// Clusters `points`, the positions of features with their index. `properties` tells the properties of a
    /// feature.
    pub fn new(
        options: Options,
        points: impl Iterator<Item = (usize, [f64; 2])>,
        properties: &dyn Fn(u64) -> Vec<(String, maplibre_expr::Value)>,
    ) -> Self {
        // As in JavaScript, where positions are kept in single precision.
        let place = |at: [f64; 2]| at.map(|v| f64::from(v as f32));
        let single = points.map(|(i, at)| Spot { at: place(at), count: 1, id: i as u64, shared: None });
        let mut spots = Arc::new(single.collect::<Vec<_>>());
        let total = spots.len() as u64;
        let mut zooms = vec![spots.clone()];
        for zoom in (0..=options.max_zoom).rev() {
            // Where nothing merges the deeper zoom serves for this one too.
            if let Some(merged) = merge(&spots, zoom, &options, total, properties) {
                spots = Arc::new(merged);
            }
            zooms.push(spots.clone());
        }
        zooms.reverse();
        Self { options, zooms }
    }

    /// What is drawn at `zoom`.
    pub fn at(&self, zoom: u8) -> &[Spot] {
        let last = self.zooms.len().saturating_sub(1);
        self.zooms.get(usize::from(zoom).min(last)).map_or(&[], |spots| spots)
    }

    /// Names of the properties that clusters have besides those that all of them have.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.options.aggregates.names()
    }

    /// How far beyond its tile a spot may be seen, in units.
    pub fn reach(&self) -> f64 {
        self.options.radius
    }
}

/// One zoom's spots from those of the next deeper one; `None` where nothing merges.
fn merge(
    spots: &[Spot],
    zoom: u8,
    options: &Options,
    total: u64,
    properties: &dyn Fn(u64) -> Vec<(String, maplibre_expr::Value)>,
) -> Option<Vec<Spot>> {
    let radius = options.radius / (EXTENT * f64::from(zoom).exp2());
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
        if near.is_empty() || count < options.min_points {
            next.push(spot.clone());
            next.extend(others().cloned());
        } else {
            merged = true;
            let weigh = |spot: &Spot| spot.at.map(|v| v * f64::from(spot.count));
            let sum = others().map(weigh).fold(weigh(spot), |a, b| [a[0] + b[0], a[1] + b[1]]);
            let mut shared = options.aggregates.first(spot, properties);
            for other in others() {
                options.aggregates.add(&mut shared, other, properties);
            }
            next.push(Spot {
                at: sum.map(|v| v / f64::from(count)),
                count,
                // Both zoom and origin of the cluster, beyond the features' own numbers.
                id: ((i as u64) << 5) + u64::from(zoom) + 1 + total,
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
