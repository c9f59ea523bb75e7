//! Rotation.

/// Rotates the point `p` clockwise by `angle` radians about the origin.
pub(crate) fn rotated([x, y]: [f64; 2], angle: f64) -> [f64; 2] {
    let (sin, cos) = angle.sin_cos();
    [x * cos - y * sin, x * sin + y * cos]
}

/// The bounding box (left, top, right, bottom) of `rect` after a clockwise rotation by `angle` radians about the
/// origin.
pub(crate) fn rotated_box(rect: [f64; 4], angle: f64) -> [f64; 4] {
    if angle == 0.0 {
        return rect;
    }
    let [left, top, right, bottom] = rect;
    let corners = [[left, top], [right, top], [left, bottom], [right, bottom]];
    corners
        .map(|corner| rotated(corner, angle))
        .iter()
        .fold([f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY], |b, p| {
            [b[0].min(p[0]), b[1].min(p[1]), b[2].max(p[0]), b[3].max(p[1])]
        })
}
