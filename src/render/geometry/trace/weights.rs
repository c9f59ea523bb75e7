//! Simplification by the areas of triangles.

use std::collections::BTreeMap;

use crate::{deadline::checkpoint, render::geometry::vector::Vector};

/// A vertex with the area of the triangle with its neighbors.
struct Weighted {
    at: Vector,
    weight: f64,
    before: Option<usize>,
    after: Option<usize>,
}

/// The vertices by weight. As in Mapnik, of several with the same weight only one is in it.
type Queue = BTreeMap<u64, usize>;

/// The vertices of `line` that are kept; its ends are.
pub(super) fn kept(line: &[Vector], tolerance: f64) -> Vec<Vector> {
    let last = line.len().saturating_sub(1);
    let new = |(i, at): (usize, &Vector)| Weighted {
        at: *at,
        weight: f64::INFINITY,
        before: i.checked_sub(1),
        after: (i < last).then_some(i + 1),
    };
    let mut all: Vec<Weighted> = line.iter().enumerate().map(new).collect();
    let mut queue = Queue::new();
    for i in 0..all.len() {
        weigh(&mut all, i, 0.0, &mut queue);
    }
    while let Some((_, lowest)) = queue.pop_first() {
        let Some(Weighted { weight, before, after, .. }) = all.get(lowest) else { break };
        let (weight, before, after) = (*weight, *before, *after);
        if weight >= tolerance {
            break;
        }
        if let Some(it) = before.and_then(|i| all.get_mut(i)) {
            it.after = after;
        }
        if let Some(it) = after.and_then(|i| all.get_mut(i)) {
            it.before = before;
        }
        for neighbor in [before, after].into_iter().flatten() {
            if let Some(it) = all.get(neighbor) {
                queue.remove(&it.weight.to_bits());
            }
            weigh(&mut all, neighbor, weight, &mut queue);
        }
    }
    all.iter().filter(|it| it.weight >= tolerance).map(|it| it.at).collect()
}

/// Sets the weight of a vertex, which is at least `least`.
fn weigh(all: &mut [Weighted], i: usize, least: f64, queue: &mut Queue) {
    checkpoint(20);
    let point = |i: Option<usize>| i.and_then(|i| all.get(i)).map(|it| it.at);
    let Some(it) = all.get(i) else { return };
    let area = match (point(it.before), point(it.after)) {
        (Some(a), Some(b)) => {
            let c = it.at;
            ((a[0] - c[0]) * (b[1] - a[1]) - (a[0] - b[0]) * (c[1] - a[1])).abs() / 2.0
        }
        _ => f64::INFINITY,
    };
    if let Some(it) = all.get_mut(i) {
        it.weight = area.max(least);
        queue.entry(it.weight.to_bits()).or_insert(i);
    }
}
