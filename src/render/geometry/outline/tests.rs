use super::*;
use crate::{
    render::geometry::{JoinStyle, Lines, vector::Vector},
    style::layer::{LineCap, LineJoin},
};

fn style(join: LineJoin, cap: LineCap) -> StrokeStyle {
    StrokeStyle {
        half: 1.0,
        hole: 0.0,
        offset: 0.0,
        cap,
        joins: JoinStyle { join, miter_limit: 2.0, round_limit: 1.05 },
        closed: true,
    }
}

fn outline(line: &[Vector], style: &StrokeStyle) -> Vec<Vec<Vector>> {
    let (mut lines, mut rings) = (Lines::default(), Lines::default());
    lines.line(line.iter().copied());
    Stroker::default().outline(&lines, style, &mut rings, None);
    rings.iter().map(<[_]>::to_vec).collect()
}

#[test]
fn a_straight_line_is_a_rectangle() {
    let rings = outline(&[[0.0, 0.0], [10.0, 0.0]], &style(LineJoin::Miter, LineCap::Butt));
    assert_eq!(rings, [[[0.0, 1.0], [10.0, 1.0], [10.0, -1.0], [0.0, -1.0]]]);
}

#[test]
fn a_square_cap_reaches_half_a_width_further() {
    let rings = outline(&[[0.0, 0.0], [10.0, 0.0]], &style(LineJoin::Miter, LineCap::Square));
    assert!(rings[0].contains(&[11.0, 1.0]) && rings[0].contains(&[-1.0, -1.0]), "{rings:?}");
}

#[test]
fn bends_are_mitered_outside_and_crossed_inside() {
    let rings = outline(&[[0.0, 0.0], [10.0, 0.0], [10.0, 10.0]], &style(LineJoin::Miter, LineCap::Butt));
    assert_eq!(rings, [[[0.0, 1.0], [9.0, 1.0], [9.0, 10.0], [11.0, 10.0], [11.0, -1.0], [0.0, -1.0]]]);
}

#[test]
fn a_closed_line_has_an_outer_and_an_inner_ring() {
    let square = [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0], [0.0, 0.0]];
    let rings = outline(&square, &style(LineJoin::Miter, LineCap::Butt));
    assert_eq!(rings[0], [[1.0, 1.0], [9.0, 1.0], [9.0, 9.0], [1.0, 9.0]]);
    assert_eq!(rings[1], [[-1.0, 11.0], [11.0, 11.0], [11.0, -1.0], [-1.0, -1.0]]);
}

#[test]
fn a_line_that_turns_back_on_itself_has_an_outline() {
    for join in [LineJoin::Miter, LineJoin::Round, LineJoin::Bevel] {
        let rings = outline(&[[0.0, 0.0], [10.0, 0.0], [2.0, 0.0]], &style(join, LineCap::Butt));
        assert!(rings.iter().flatten().flatten().all(|v| v.is_finite()), "{rings:?}");
    }
}

#[test]
fn a_sharp_bend_cuts_the_line_along_its_bisector() {
    let (mut lines, mut rings, mut apart) = (Lines::default(), Lines::default(), Lines::default());
    lines.line([[0.0, 10.0], [4.0, -10.0], [8.0, 10.0]]);
    let style = style(LineJoin::Miter, LineCap::Butt);
    Stroker::default().outline(&lines, &style, &mut rings, Some((&[Some(false)], &mut apart)));
    assert_eq!((rings.iter().len(), apart.iter().len()), (1, 1));
    for ring in [&rings, &apart] {
        assert_eq!(ring.points().iter().filter(|p| p[1] == -10.0).count(), 2, "{ring:?}");
    }
}

#[test]
fn a_casing_with_round_ends_runs_around_them() {
    let (mut lines, mut rings) = (Lines::default(), Lines::default());
    lines.line([[0.0, 0.0], [10.0, 0.0]]);
    let style = StrokeStyle { half: 3.0, hole: 2.0, ..style(LineJoin::Miter, LineCap::Round) };
    Stroker::default().outline(&lines, &style, &mut rings, None);
    let bounds = |ring: &[Vector]| ring.iter().fold((f64::MAX, f64::MIN), |(a, b), p| (a.min(p[0]), b.max(p[0])));
    let all: Vec<_> = rings.iter().map(bounds).map(|(a, b)| (a.round(), b.round())).collect();
    assert_eq!(all, [(-3.0, 13.0), (-2.0, 12.0)]);
}

#[test]
fn a_round_bend_keeps_its_distance() {
    let rings = outline(&[[0.0, 0.0], [10.0, 0.0], [10.0, 10.0]], &style(LineJoin::Round, LineCap::Round));
    for p in rings[0].iter().filter(|p| p[0] > 10.0 && p[1] < 0.0) {
        let distance = (p[0] - 10.0).hypot(p[1]);
        assert!((distance - 1.0).abs() < 0.01, "{p:?}");
    }
    assert!(rings[0].len() > 16);
}
