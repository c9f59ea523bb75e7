//! Cuts features at the edges of a square, as those who make tiles do.

type Point = [f64; 2];

/// The point between two others, at a share of the way.
fn between(a: Point, b: Point, at: f64) -> Point {
    [a[0] + (b[0] - a[0]) * at, a[1] + (b[1] - a[1]) * at]
}

/// The parts of a line within `bounds`, which are those of both axes.
pub(crate) fn clipped_line(points: &[Point], bounds: [f64; 2]) -> Vec<Vec<Point>> {
    let mut parts: Vec<Vec<Point>> = Vec::new();
    for pair in points.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let (mut from, mut to) = (0.0_f64, 1.0_f64);
        for axis in 0..2 {
            let length = b[axis] - a[axis];
            let [first, second] = bounds.map(|edge| (edge - a[axis]) / length);
            from = from.max(first.min(second));
            to = to.min(first.max(second));
        }
        if from >= to {
            continue;
        }
        let (start, end) = (between(a, b, from), if to == 1.0 { b } else { between(a, b, to) });
        match parts.last_mut().filter(|part| from == 0.0 && part.last() == Some(&a)) {
            Some(part) => part.push(end),
            None => parts.push(vec![start, end]),
        }
    }
    parts
}

/// The part of an area within `bounds`.
pub(crate) fn clipped_ring(points: &[Point], bounds: [f64; 2]) -> Vec<Point> {
    let mut ring = points.to_vec();
    for (axis, edge, sign) in [(0, bounds[0], 1.0), (0, bounds[1], -1.0), (1, bounds[0], 1.0), (1, bounds[1], -1.0)] {
        let depth = |point: Point| (point[axis] - edge) * sign;
        let mut cut = Vec::new();
        for (i, &b) in ring.iter().enumerate() {
            let a = ring[(i + ring.len() - 1) % ring.len()];
            let (before, here) = (depth(a), depth(b));
            if (before < 0.0) != (here < 0.0) {
                cut.push(between(a, b, before / (before - here)));
            }
            if here >= 0.0 {
                cut.push(b);
            }
        }
        ring = cut;
    }
    ring
}
