//! Affine transformations `[a, b, c, d, e, f]`: `x' = a·x + c·y + e`, `y' = b·x + d·y + f`.

/// Changes nothing.
pub(crate) const IDENTITY: [f64; 6] = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// The transformation that applies `first` and then `second`.
pub(crate) fn then(first: [f64; 6], second: [f64; 6]) -> [f64; 6] {
    let [a, b, c, d, e, f] = first;
    let [x, y] = applied(second, [e, f]);
    [
        second[0] * a + second[2] * b,
        second[1] * a + second[3] * b,
        second[0] * c + second[2] * d,
        second[1] * c + second[3] * d,
        x,
        y,
    ]
}

/// A transformed point.
pub(crate) fn applied(m: [f64; 6], [x, y]: [f64; 2]) -> [f64; 2] {
    [m[0] * x + m[2] * y + m[4], m[1] * x + m[3] * y + m[5]]
}

/// A shift.
pub(crate) fn shift(x: f64, y: f64) -> [f64; 6] {
    [1.0, 0.0, 0.0, 1.0, x, y]
}

/// A scale of both axes.
pub(crate) fn scale(x: f64, y: f64) -> [f64; 6] {
    [x, 0.0, 0.0, y, 0.0, 0.0]
}

/// A clockwise rotation (`y` down) by an angle in radians.
pub(crate) fn rotation(angle: f64) -> [f64; 6] {
    let (sin, cos) = angle.sin_cos();
    [cos, sin, -sin, cos, 0.0, 0.0]
}

/// The mean factor by which lengths grow.
pub(crate) fn growth(m: [f64; 6]) -> f64 {
    (m[0] * m[3] - m[1] * m[2]).abs().sqrt()
}

/// Left, top, right and bottom of a transformed rectangle.
pub(crate) fn bounds(m: [f64; 6], [left, top, right, bottom]: [f64; 4]) -> [f64; 4] {
    [[left, top], [right, top], [right, bottom], [left, bottom]]
        .map(|p| applied(m, p))
        .into_iter()
        .fold([f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY], |all, [x, y]| {
            [all[0].min(x), all[1].min(y), all[2].max(x), all[3].max(y)]
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transformations_are_applied_in_order() {
        let both = then(shift(1.0, 2.0), scale(10.0, 100.0));
        assert_eq!(applied(both, [0.0, 0.0]), [10.0, 200.0]);
        assert_eq!(bounds(scale(-1.0, 2.0), [1.0, 1.0, 2.0, 3.0]), [-2.0, 2.0, -1.0, 6.0]);
    }
}
