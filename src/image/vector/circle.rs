//! Ellipses and rounded rectangles. Mapnik draws them as polygons with a fixed deviation in units of the picture, however
//! large the picture is drawn.

use std::f64::consts::{FRAC_PI_2, PI, TAU};

use super::shape::OutlineStep;

/// The angle between two corners of the polygon.
fn step(radii: [f64; 2]) -> f64 {
    let radius = (radii[0].abs() + radii[1].abs()) / 2.0;
    (radius / (radius + 0.125)).acos() * 2.0
}

/// The most corners of an ellipse.
const MAX_CORNERS: f64 = 4096.0;

/// An ellipse.
pub(super) fn ellipse([x, y]: [f64; 2], radii: [f64; 2]) -> Vec<OutlineStep> {
    let corners = (TAU / step(radii)).round().clamp(3.0, MAX_CORNERS);
    let corner = |i: u32| {
        let (sin, cos) = (f64::from(i) / corners * TAU).sin_cos();
        [x + cos * radii[0], y + sin * radii[1]]
    };
    let lines = (1..corners as u32).map(|i| OutlineStep::Line(corner(i)));
    std::iter::once(OutlineStep::Move(corner(0))).chain(lines).chain([OutlineStep::Close]).collect()
}

/// A rectangle with rounded corners.
pub(super) fn rounded_rectangle([left, top, right, bottom]: [f64; 4], [rx, ry]: [f64; 2]) -> Vec<OutlineStep> {
    let corners = [
        ([left + rx, top + ry], PI),
        ([right - rx, top + ry], PI + FRAC_PI_2),
        ([right - rx, bottom - ry], 0.0),
        ([left + rx, bottom - ry], FRAC_PI_2),
    ];
    let step = step([rx, ry]).max(TAU / MAX_CORNERS);
    let mut out = Vec::new();
    for ([x, y], start) in corners {
        let end = start + FRAC_PI_2;
        let mut angle = start;
        while angle < end - step / 4.0 {
            out.push([x + angle.cos() * rx, y + angle.sin() * ry]);
            angle += step;
        }
        out.push([x + end.cos() * rx, y + end.sin() * ry]);
    }
    let steps = out.into_iter().enumerate();
    let steps = steps.map(|(i, p)| if i == 0 { OutlineStep::Move(p) } else { OutlineStep::Line(p) });
    steps.chain([OutlineStep::Close]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ellipse_has_as_many_corners_as_in_mapnik() {
        assert_eq!(ellipse([0.0; 2], [5.0; 2]).len(), 14 + 1);
        assert_eq!(ellipse([0.0; 2], [5.0; 2])[0], OutlineStep::Move([5.0, 0.0]));
    }

    #[test]
    fn a_rounded_rectangle_touches_its_sides() {
        let points: Vec<_> =
            rounded_rectangle([0.0, 0.0, 10.0, 8.0], [2.0; 2]).iter().flat_map(OutlineStep::points).collect();
        assert!(points.iter().any(|p| p[0].abs() < 1e-9) && points.iter().any(|p| (p[1] - 8.0).abs() < 1e-9));
        assert!(points.iter().all(|p| p[0] > -1e-9 && p[0] < 10.0 + 1e-9));
    }
}
