//! Grouping of rings into polygons.

use super::Lines;
use crate::deadline::checkpoint;

/// Twice the signed area of a ring: positive for exterior rings of vector tiles (`y` down).
pub(crate) fn signed_area(ring: &[[f64; 2]]) -> f64 {
    checkpoint(ring.len());
    let Some(mut before) = ring.last() else { return 0.0 };
    let mut sum = 0.0;
    for p in ring {
        sum += before[0] * p[1] - p[0] * before[1];
        before = p;
    }
    sum
}

/// Groups rings into polygons: each exterior ring with the holes that follow it (MVT 2.1, section 4.3.4.4).
pub(crate) fn polygons(rings: &Lines) -> Vec<Vec<&[[f64; 2]]>> {
    let mut out: Vec<Vec<&[[f64; 2]]>> = Vec::new();
    let mut exterior = None;
    for ring in rings.iter() {
        let area = signed_area(ring);
        if area == 0.0 {
            continue;
        }
        let positive = area > 0.0;
        // Some encoders use the opposite winding order: the first ring is always an exterior ring.
        match out.last_mut().filter(|_| exterior.is_some_and(|e| e != positive)) {
            Some(polygon) => polygon.push(ring),
            None => {
                exterior = Some(positive);
                out.push(vec![ring]);
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holes_belong_to_the_preceding_exterior_in_either_winding_order() {
        let square = |at: f64, side: f64| [[at, at], [at + side, at], [at + side, at + side], [at, at + side]];
        let reversed = |ring: [[f64; 2]; 4]| [ring[3], ring[2], ring[1], ring[0]];
        for turn in [|ring| ring, reversed] {
            let mut rings = Lines::default();
            rings.line(turn(square(0.0, 10.0)));
            rings.line(turn(reversed(square(2.0, 4.0))));
            rings.line(turn(square(20.0, 10.0)));
            assert_eq!(polygons(&rings).iter().map(Vec::len).collect::<Vec<_>>(), [2, 1]);
        }
    }
}
