//! Markers along a line.

use crate::deadline::checkpoint;

/// How markers are spread along a line, in device pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Spread {
    /// Distance between markers.
    pub spacing: f64,
    /// Distance of the first one from the beginning.
    pub first: f64,
    /// How far one may be moved.
    pub tolerance: f64,
    /// Width of a marker, half of which has to fit before the end.
    pub width: f64,
}

/// The most markers along one line.
const MAX_MARKERS: usize = 10_000;

/// Walks along a line. `try_at` gets a position and the direction of the line there in radians; it returns whether the
/// marker was placed. If not, positions nearby are tried.
pub(super) fn along(line: &[[f64; 2]], spread: Spread, mut try_at: impl FnMut([f64; 2], f64) -> bool) {
    let walk = Walkway::of(line);
    let mut position = spread.first;
    // Until there is room for the first marker, Mapnik goes on in steps of its distance from the beginning.
    let mut step = spread.first;
    for _ in 0..MAX_MARKERS {
        if walk.at(position).is_none() {
            return;
        }
        for by in nearby(spread.tolerance) {
            checkpoint(10);
            let moved = position + by;
            let Some((at, angle)) = walk.at(moved).filter(|_| moved + spread.width / 2.0 < walk.length) else {
                continue;
            };
            if try_at(at, angle) {
                step = spread.spacing;
                break;
            }
        }
        position += if step > 0.0 { step } else { spread.spacing };
    }
}

/// Mapnik's order of attempts: nothing, then ever farther, back and forth. One pixel is always tried.
fn nearby(tolerance: f64) -> impl Iterator<Item = f64> {
    let tolerance = tolerance.max(0.0);
    let mut step = 1.0f64;
    let mut distance = 1.0f64;
    let mut negative = true;
    let more = std::iter::from_fn(move || {
        if distance > tolerance.max(1.0) {
            return None;
        }
        let next = if negative { -distance } else { distance };
        if !negative {
            distance = 1.3f64.powf(step) * step / (4.0 * tolerance) + step;
            step += 1.0;
        }
        negative = !negative;
        Some(next)
    });
    std::iter::once(0.0).chain(more.take(253))
}

/// The segments of a line with their positions.
struct Walkway {
    /// Start, end, and the distance of the start from the beginning.
    segments: Vec<([f64; 2], [f64; 2], f64)>,
    length: f64,
}

impl Walkway {
    fn of(line: &[[f64; 2]]) -> Self {
        checkpoint(line.len() * 2);
        let mut length = 0.0;
        let mut segments = Vec::new();
        for (a, b) in line.iter().zip(line.iter().skip(1)) {
            let own = (b[0] - a[0]).hypot(b[1] - a[1]);
            if own > 0.0 {
                segments.push((*a, *b, length));
                length += own;
            }
        }
        Self { segments, length }
    }

    /// The point at a distance, and the direction there.
    fn at(&self, distance: f64) -> Option<([f64; 2], f64)> {
        if distance < 0.0 || distance >= self.length {
            return None;
        }
        let index = self.segments.partition_point(|(_, _, start)| *start <= distance).checked_sub(1)?;
        let (a, b, start) = self.segments.get(index)?;
        let own = (b[0] - a[0]).hypot(b[1] - a[1]);
        let part = (distance - start) / own;
        Some((std::array::from_fn(|i| a[i] + (b[i] - a[i]) * part), (b[1] - a[1]).atan2(b[0] - a[0])))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_marker_is_half_a_spacing_from_the_beginning() {
        let mut places = Vec::new();
        let spread = Spread { spacing: 10.0, first: 5.0, tolerance: 2.0, width: 4.0 };
        along(&[[0.0, 0.0], [18.0, 0.0], [18.0, 9.0]], spread, |at, angle| {
            places.push((at, angle));
            true
        });
        let quarter = std::f64::consts::FRAC_PI_2;
        assert_eq!(places, [([5.0, 0.0], 0.0), ([15.0, 0.0], 0.0), ([18.0, 6.0], quarter)]);
    }

    #[test]
    fn places_nearby_are_tried_forth_and_back_within_the_tolerance() {
        let all: Vec<f64> = nearby(4.0).collect();
        assert_eq!(all[..3], [0.0, -1.0, 1.0]);
        assert!(all.iter().all(|v| v.abs() <= 4.0) && all.len() > 5, "{all:?}");
        assert_eq!(nearby(0.0).collect::<Vec<_>>(), [0.0, -1.0, 1.0]);
    }
}
