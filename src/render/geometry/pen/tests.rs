use super::*;
use crate::{
    render::geometry::{Lines, vector::Vector},
    style::symbolizer::{StrokeCap, StrokeJoin},
};

fn outline(line: &[Vector], closed: bool, cap: StrokeCap, join: StrokeJoin) -> Vec<Vec<Vector>> {
    let style = PenStyle { width: 2.0, cap, join, miter_limit: 4.0 };
    let mut rings = Lines::default();
    Pen::default().outline(line, closed, &style, &mut rings);
    rings.iter().map(<[_]>::to_vec).collect()
}

#[test]
fn a_straight_line_is_a_rectangle() {
    let rings = outline(&[[0.0, 0.0], [10.0, 0.0], [10.0, 0.0]], false, StrokeCap::Butt, StrokeJoin::Miter);
    assert_eq!(rings, [[[0.0, 1.0], [0.0, -1.0], [10.0, -1.0], [10.0, 1.0]]]);
    let rings = outline(&[[0.0, 0.0], [10.0, 0.0]], false, StrokeCap::Square, StrokeJoin::Miter);
    assert_eq!(rings, [[[-1.0, 1.0], [-1.0, -1.0], [11.0, -1.0], [11.0, 1.0]]]);
}

#[test]
fn corners_are_pointed_outside_and_inside() {
    let bend = [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0]];
    let rings = outline(&bend, false, StrokeCap::Butt, StrokeJoin::Miter);
    assert_eq!(rings, [[[0.0, 1.0], [0.0, -1.0], [11.0, -1.0], [11.0, 10.0], [9.0, 10.0], [9.0, 1.0]]]);
    let rings = outline(&bend, false, StrokeCap::Butt, StrokeJoin::Bevel);
    assert_eq!(rings[0][2..4], [[10.0, -1.0], [11.0, 0.0]]);
}

#[test]
fn a_closed_line_has_two_rings() {
    let square = [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0], [0.0, 0.0]];
    let rings = outline(&square, true, StrokeCap::Butt, StrokeJoin::Miter);
    assert_eq!(rings.len(), 2);
    assert_eq!(rings[0], [[-1.0, -1.0], [11.0, -1.0], [11.0, 11.0], [-1.0, 11.0]]);
}

#[test]
fn points_have_no_outline_and_lines_that_turn_back_a_finite_one() {
    assert!(outline(&[[1.0, 1.0], [1.0, 1.0]], false, StrokeCap::Round, StrokeJoin::Round).is_empty());
    for join in [StrokeJoin::Miter, StrokeJoin::Round, StrokeJoin::Bevel] {
        let rings = outline(&[[0.0, 0.0], [10.0, 0.0], [2.0, 0.0]], false, StrokeCap::Round, join);
        assert!(rings.iter().flatten().flatten().all(|v| v.is_finite()), "{rings:?}");
    }
}
