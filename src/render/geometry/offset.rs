//! Parallel lines (`line-offset`, `line-gap-width`).

use super::vector::distance as length;
use crate::deadline::checkpoint;

/// Writes the line that runs `distance` pixels to the right of `line` (seen in its direction, `y` down) into `out`.
/// Outer corners are mitered up to twice the distance; sharper ones are beveled.
pub(crate) fn parallel(line: &[[f64; 2]], distance: f64, closed: bool, out: &mut Vec<[f64; 2]>) {
    out.clear();
    checkpoint(line.len() * 4);
    if distance == 0.0 {
        out.extend_from_slice(line);
        return;
    }
    let normals: Vec<[f64; 2]> = line.windows(2).map(|pair| normal(pair[0], pair[1])).collect();
    let lengths: Vec<f64> = line.windows(2).map(|pair| length(pair[0], pair[1])).collect();
    let (Some(last), Some(first_length), Some(last_length)) =
        (normals.last().copied(), lengths.first().copied(), lengths.last().copied())
    else {
        return;
    };
    // The last vertex of a closed line equals its first one.
    let vertices = if closed { line.get(..line.len() - 1).unwrap_or(line) } else { line };
    for (i, p) in vertices.iter().enumerate() {
        let before = if i > 0 { normals.get(i - 1).copied() } else { closed.then_some(last) };
        let after = normals.get(i).copied();
        let at = |n: [f64; 2], by: f64| [p[0] + n[0] * by, p[1] + n[1] * by];
        match (before, after) {
            (Some(a), Some(b)) => {
                let mid = [a[0] + b[0], a[1] + b[1]];
                let cosine = a[0] * b[0] + a[1] * b[1];
                let turn = a[0] * b[1] - a[1] * b[0];
                // Distance before the bend at which the parallels on its inner side meet.
                let inner = turn * distance / (1.0 + cosine).max(1e-9);
                let short = lengths
                    .get(i)
                    .copied()
                    .unwrap_or(first_length)
                    .min(i.checked_sub(1).and_then(|i| lengths.get(i)).copied().unwrap_or(last_length));
                // Outer corners of bends beyond 120° are cut off; inner corners meet if the segments are long enough.
                let meet = if inner > 0.0 { cosine > -0.999 && inner <= short } else { cosine > -0.5 };
                if meet {
                    out.push(at(mid, distance / (1.0 + cosine)));
                } else {
                    out.push(at(a, distance));
                    out.push(at(b, distance));
                }
            }
            (Some(n), None) | (None, Some(n)) => out.push(at(n, distance)),
            (None, None) => {}
        }
    }
    if closed {
        out.extend(out.first().copied());
    }
}

/// The unit vector to the right of the direction from `a` to `b`.
fn normal(a: [f64; 2], b: [f64; 2]) -> [f64; 2] {
    let length = length(a, b);
    if length == 0.0 { [0.0, 0.0] } else { [-(b[1] - a[1]) / length, (b[0] - a[0]) / length] }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn right_of_east_is_south() {
        let mut out = Vec::new();
        parallel(&[[0.0, 0.0], [10.0, 0.0], [10.0, 10.0]], 2.0, false, &mut out);
        assert_eq!(out[0], [0.0, 2.0]);
        assert!((out[1][0] - 8.0).abs() < 1e-9 && (out[1][1] - 2.0).abs() < 1e-9, "{out:?}");
        assert_eq!(out[2], [8.0, 10.0]);
    }

    #[test]
    fn a_closed_line_stays_closed() {
        let mut out = Vec::new();
        parallel(&[[0.0, 0.0], [10.0, 0.0], [1.0, 1.0], [0.0, 0.0]], -1.0, true, &mut out);
        assert_eq!(out.first(), out.last());
        assert_eq!(out.len(), 3 + 2 + 1, "two sharp bends are cut off");
    }
}
