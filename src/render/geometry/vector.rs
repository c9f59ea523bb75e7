//! Vectors and distances.

/// A point or a direction: `x` to the east, `y` to the south.
pub(crate) type Vector = [f64; 2];

/// The distance between two points.
pub(crate) fn distance(a: Vector, b: Vector) -> f64 {
    (b[0] - a[0]).hypot(b[1] - a[1])
}

/// The length of a line.
pub(crate) fn length(line: &[Vector]) -> f64 {
    line.windows(2).map(|pair| distance(pair[0], pair[1])).sum()
}
