//! The `d` attribute of a path.

use std::f64::consts::FRAC_PI_2;

use svgtypes::{PathParser, PathSegment};

use crate::image::vector::shape::OutlineStep;

/// Reads path data up to the first mistake, as SVG demands.
pub(crate) fn read_path(data: &str) -> Vec<OutlineStep> {
    let mut pen = Pen::default();
    for segment in PathParser::from(data) {
        let Ok(segment) = segment else { break };
        pen.draw(segment);
    }
    pen.steps
}

#[derive(Default)]
struct Pen {
    steps: Vec<OutlineStep>,
    at: [f64; 2],
    start: [f64; 2],
    /// The last control point of a cubic and of a quadratic curve, which `S` and `T` continue.
    cubic: Option<[f64; 2]>,
    quad: Option<[f64; 2]>,
    closed: bool,
}

impl Pen {
    fn draw(&mut self, segment: PathSegment) {
        let base = if segment.is_abs() { [0.0; 2] } else { self.at };
        let point = |x: f64, y: f64| [base[0] + x, base[1] + y];
        let mirrored =
            |control: Option<[f64; 2]>, at: [f64; 2]| control.map_or(at, |c| [2.0 * at[0] - c[0], 2.0 * at[1] - c[1]]);
        let (cubic, quad) = (self.cubic.take(), self.quad.take());
        if self.closed && !matches!(segment, PathSegment::MoveTo { .. } | PathSegment::ClosePath { .. }) {
            self.steps.push(OutlineStep::Move(self.at));
        }
        self.closed = false;
        match segment {
            PathSegment::MoveTo { x, y, .. } => {
                self.start = point(x, y);
                self.to(self.start, OutlineStep::Move);
            }
            PathSegment::LineTo { x, y, .. } => self.to(point(x, y), OutlineStep::Line),
            PathSegment::HorizontalLineTo { x, .. } => self.to([base[0] + x, self.at[1]], OutlineStep::Line),
            PathSegment::VerticalLineTo { y, .. } => self.to([self.at[0], base[1] + y], OutlineStep::Line),
            PathSegment::CurveTo { x1, y1, x2, y2, x, y, .. } => {
                self.curve([point(x1, y1), point(x2, y2), point(x, y)]);
            }
            PathSegment::SmoothCurveTo { x2, y2, x, y, .. } => {
                self.curve([mirrored(cubic, self.at), point(x2, y2), point(x, y)]);
            }
            PathSegment::Quadratic { x1, y1, x, y, .. } => self.bend(point(x1, y1), point(x, y)),
            PathSegment::SmoothQuadratic { x, y, .. } => self.bend(mirrored(quad, self.at), point(x, y)),
            PathSegment::EllipticalArc { rx, ry, x_axis_rotation, large_arc, sweep, x, y, .. } => {
                self.arc([rx.abs(), ry.abs()], x_axis_rotation.to_radians(), [large_arc, sweep], point(x, y));
            }
            PathSegment::ClosePath { .. } => {
                self.steps.push(OutlineStep::Close);
                self.at = self.start;
                self.closed = true;
            }
        }
    }

    fn to(&mut self, p: [f64; 2], step: fn([f64; 2]) -> OutlineStep) {
        self.steps.push(step(p));
        self.at = p;
    }

    fn curve(&mut self, all: [[f64; 2]; 3]) {
        self.steps.push(OutlineStep::Cubic(all));
        (self.cubic, self.at) = (Some(all[1]), all[2]);
    }

    fn bend(&mut self, control: [f64; 2], end: [f64; 2]) {
        self.steps.push(OutlineStep::Quad([control, end]));
        (self.quad, self.at) = (Some(control), end);
    }

    /// An arc of an ellipse (SVG 1.1, F.6.5) as curves of at most a quarter turn.
    fn arc(&mut self, radii: [f64; 2], turn: f64, [large, sweep]: [bool; 2], end: [f64; 2]) {
        let start = self.at;
        if start == end {
            return;
        }
        let (sin, cos) = turn.sin_cos();
        let half = [(start[0] - end[0]) / 2.0, (start[1] - end[1]) / 2.0];
        let p = [cos * half[0] + sin * half[1], cos * half[1] - sin * half[0]];
        let [mut rx, mut ry] = radii;
        if rx <= 0.0 || ry <= 0.0 {
            return self.to(end, OutlineStep::Line);
        }
        let reach = ((p[0] / rx).powi(2) + (p[1] / ry).powi(2)).sqrt();
        if reach > 1.0 {
            (rx, ry) = (rx * reach, ry * reach);
        }
        let below = (rx * p[1]).powi(2) + (ry * p[0]).powi(2);
        let factor = (((rx * ry).powi(2) - below) / below).max(0.0).sqrt() * if large == sweep { -1.0 } else { 1.0 };
        let c = [factor * rx * p[1] / ry, -factor * ry * p[0] / rx];
        let center =
            [cos * c[0] - sin * c[1] + (start[0] + end[0]) / 2.0, sin * c[0] + cos * c[1] + (start[1] + end[1]) / 2.0];
        let angle = |sign: f64| ((sign * p[1] - c[1]) / ry).atan2((sign * p[0] - c[0]) / rx);
        let from = angle(1.0);
        let mut swept = angle(-1.0) - from;
        if sweep && swept < 0.0 {
            swept += std::f64::consts::TAU;
        } else if !sweep && swept > 0.0 {
            swept -= std::f64::consts::TAU;
        }
        let placed = |x: f64, y: f64| {
            let (x, y) = (x * rx, y * ry);
            [center[0] + cos * x - sin * y, center[1] + sin * x + cos * y]
        };
        let mut done = 0.0;
        // A full turn has four quarters.
        for _ in 0..5 {
            let left = swept - done;
            let is_last = left.abs() <= FRAC_PI_2 + 0.01;
            let piece = if is_last { left } else { FRAC_PI_2.copysign(left) };
            let (sin_a, cos_a) = (from + done).sin_cos();
            let (sin_b, cos_b) = (from + done + piece).sin_cos();
            let k = 4.0 / 3.0 * (piece / 4.0).tan();
            let last = if is_last { end } else { placed(cos_b, sin_b) };
            self.curve([
                placed(cos_a - k * sin_a, sin_a + k * cos_a),
                placed(cos_b + k * sin_b, sin_b - k * cos_b),
                last,
            ]);
            done += piece;
            if is_last {
                break;
            }
        }
        self.cubic = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_steps_start_where_the_last_one_ended() {
        let steps = read_path("m1 1h2v2zl1 1");
        assert_eq!(steps[1..4], [OutlineStep::Line([3.0, 1.0]), OutlineStep::Line([3.0, 3.0]), OutlineStep::Close]);
        assert_eq!(steps[4..], [OutlineStep::Move([1.0, 1.0]), OutlineStep::Line([2.0, 2.0])]);
    }

    #[test]
    fn a_half_circle_is_two_quarters() {
        let steps = read_path("M0 0A5 5 0 0 1 10 0");
        let [_, OutlineStep::Cubic([_, _, top]), OutlineStep::Cubic([_, _, end])] = steps[..] else {
            panic!("{steps:?}")
        };
        assert!((top[0] - 5.0).abs() < 1e-9 && (top[1] + 5.0).abs() < 1e-9, "{top:?}");
        assert_eq!(end, [10.0, 0.0]);
    }
}
