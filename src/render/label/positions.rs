//! Positions of markers on geometries.

use crate::render::geometry::signed_area;

/// The middle of a line, and its direction there in radians.
pub(super) fn middle(line: &[[f64; 2]]) -> Option<([f64; 2], f64)> {
    let segments = || line.iter().zip(line.iter().skip(1)).map(|(a, b)| (*a, *b, (b[0] - a[0]).hypot(b[1] - a[1])));
    let mut left = segments().map(|(_, _, length)| length).sum::<f64>() / 2.0;
    for (a, b, length) in segments() {
        if length > 0.0 && left <= length {
            let part = left / length;
            return Some((std::array::from_fn(|i| a[i] + (b[i] - a[i]) * part), (b[1] - a[1]).atan2(b[0] - a[0])));
        }
        left -= length;
    }
    line.last().map(|p| (*p, 0.0))
}

/// The centroid of an area with holes.
pub(super) fn centroid(rings: &[&[[f64; 2]]]) -> Option<[f64; 2]> {
    let start = *rings.first()?.first()?;
    let (mut area, mut sum) = (0.0, [0.0; 2]);
    for ring in rings {
        let local = |p: &[f64; 2]| [p[0] - start[0], p[1] - start[1]];
        let Some(mut a) = ring.last().map(local) else { continue };
        for b in ring.iter().map(local) {
            let cross = a[0] * b[1] - b[0] * a[1];
            area += cross;
            sum = [sum[0] + (a[0] + b[0]) * cross, sum[1] + (a[1] + b[1]) * cross];
            a = b;
        }
    }
    if area == 0.0 {
        return rings.last()?.last().copied();
    }
    Some([0, 1].map(|i| start[i] + sum[i] / (3.0 * area)))
}

/// The centroid of all parts of a feature together: of points, of lines by their lengths, of areas.
pub(super) fn common_centroid(parts: &[&[[f64; 2]]], are_rings: bool) -> Option<[f64; 2]> {
    if are_rings {
        return centroid(parts);
    }
    let mut weight = 0.0;
    let mut sum = [0.0; 2];
    for line in parts {
        for (a, b) in line.iter().zip(line.iter().skip(1)) {
            let length = (b[0] - a[0]).hypot(b[1] - a[1]);
            weight += length;
            sum = [0, 1].map(|i| sum[i] + (a[i] + b[i]) / 2.0 * length);
        }
    }
    if weight == 0.0 {
        for p in parts.iter().filter_map(|line| line.first()) {
            weight += 1.0;
            sum = [0, 1].map(|i| sum[i] + p[i]);
        }
    }
    (weight > 0.0).then(|| sum.map(|v| v / weight))
}

/// The part whose bounding box is largest, of areas with holes.
pub(super) fn largest(areas: Vec<Vec<&[[f64; 2]]>>) -> Option<Vec<&[[f64; 2]]>> {
    let extent = |rings: &Vec<&[[f64; 2]]>| {
        let range = |axis: usize| {
            let values = || rings.iter().take(1).flat_map(|ring| ring.iter()).map(|p| p[axis]);
            values().fold(f64::NEG_INFINITY, f64::max) - values().fold(f64::INFINITY, f64::min)
        };
        range(0) * range(1)
    };
    let mut best: Option<(f64, Vec<&[[f64; 2]]>)> = None;
    for area in areas.into_iter().filter(|rings| rings.first().is_some_and(|ring| signed_area(ring) != 0.0)) {
        let own = extent(&area);
        if best.as_ref().is_none_or(|(most, _)| own > *most) {
            best = Some((own, area));
        }
    }
    best.map(|(_, area)| area)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_a_line_is_at_half_of_its_length() {
        let (at, angle) = middle(&[[0.0, 0.0], [2.0, 0.0], [2.0, 6.0]]).unwrap();
        assert_eq!((at, angle), ([2.0, 2.0], std::f64::consts::FRAC_PI_2));
        assert_eq!(middle(&[[1.0, 1.0]]), Some(([1.0, 1.0], 0.0)));
    }

    #[test]
    fn holes_move_the_centroid_away() {
        let outer = [[0.0, 0.0], [4.0, 0.0], [4.0, 4.0], [0.0, 4.0]];
        let hole = [[2.0, 1.0], [2.0, 3.0], [4.0, 3.0], [4.0, 1.0]];
        assert_eq!(centroid(&[&outer]), Some([2.0, 2.0]));
        assert!(centroid(&[&outer, &hole]).unwrap()[0] < 2.0);
        assert_eq!(common_centroid(&[&[[0.0, 0.0]], &[[2.0, 4.0]]], false), Some([1.0, 2.0]));
    }
}
