//! Path data: integers of hundredths of a pixel, relative to the previous point, in as few characters as possible.

use crate::deadline::checkpoint;
use std::fmt::Write;

/// Units per pixel.
const UNITS: f64 = 100.0;

/// Coordinates farther away than this many pixels are clamped: they are invisible.
const MAX_DISTANCE: f64 = 1e6;

/// Converts pixels to path units.
pub(super) fn units(v: f64) -> i64 {
    (v.clamp(-MAX_DISTANCE, MAX_DISTANCE) * UNITS).round() as i64
}

fn point(p: [f64; 2]) -> [i64; 2] {
    p.map(units)
}

/// Formats a number of hundredths: `.5`, `-12.25`, `3`.
pub(super) fn number(units: i64) -> String {
    let mut out = String::new();
    append(&mut out, units);
    out
}

fn append(out: &mut String, units: i64) {
    let (whole, part) = (units.unsigned_abs() / 100, units.unsigned_abs() % 100);
    if units < 0 {
        out.push('-');
    }
    if whole > 0 || part == 0 {
        let _ = write!(out, "{whole}");
    }
    if part > 0 {
        let _ = if part.is_multiple_of(10) { write!(out, ".{}", part / 10) } else { write!(out, ".{part:02}") };
    }
}

/// The `d` attribute of a path under construction.
#[derive(Debug, Default)]
pub(super) struct PathData {
    text: String,
    at: [i64; 2],
    start: [i64; 2],
    /// The command that further numbers would continue.
    command: char,
    /// Whether the last number has a decimal point, so that another one that starts with a point needs no space before
    /// it.
    pointed: bool,
}

impl PathData {
    /// Starts a subpath at a point in path units.
    pub(super) fn move_to_units(&mut self, p: [i64; 2]) {
        self.command('m', &[p[0] - self.at[0], p[1] - self.at[1]]);
        (self.at, self.start) = (p, p);
        // Further pairs after a move are lines.
        self.command = 'l';
    }

    /// A straight segment to a point in path units. A segment of zero length is omitted.
    pub(super) fn line_to_units(&mut self, p: [i64; 2]) {
        match [p[0] - self.at[0], p[1] - self.at[1]] {
            [0, 0] => {}
            [x, 0] => self.command('h', &[x]),
            [0, y] => self.command('v', &[y]),
            by => self.command('l', &by),
        }
        self.at = p;
    }

    /// A curve with one control point, in path units.
    pub(super) fn quad_to_units(&mut self, c: [i64; 2], p: [i64; 2]) {
        let [x, y] = self.at;
        self.command('q', &[c[0] - x, c[1] - y, p[0] - x, p[1] - y]);
        self.at = p;
    }

    /// A curve with two control points, in path units.
    pub(super) fn cubic_to_units(&mut self, c: [i64; 2], d: [i64; 2], p: [i64; 2]) {
        let [x, y] = self.at;
        self.command('c', &[c[0] - x, c[1] - y, d[0] - x, d[1] - y, p[0] - x, p[1] - y]);
        self.at = p;
    }

    /// Closes the subpath.
    pub(super) fn close(&mut self) {
        self.command('z', &[]);
        self.at = self.start;
    }

    /// A closed subpath. Rings of fewer than three points are omitted.
    pub(super) fn ring(&mut self, ring: &[[f64; 2]], offset: [f64; 2]) {
        if ring.len() < 3 {
            return;
        }
        self.line(ring, offset);
        self.close();
    }

    /// A line. A line of zero length is visible only by its caps, which need a segment of zero length.
    pub(super) fn line(&mut self, line: &[[f64; 2]], offset: [f64; 2]) {
        let placed = |p: &[f64; 2]| point([p[0] + offset[0], p[1] + offset[1]]);
        let Some((first, rest)) = line.split_first() else { return };
        self.move_to_units(placed(first));
        let before = self.text.len();
        rest.iter().for_each(|p| self.line_to_units(placed(p)));
        if self.text.len() == before {
            self.command('h', &[0]);
        }
    }

    /// The path data; `None` if it is empty.
    pub(super) fn finish(self) -> Option<String> {
        (!self.text.is_empty()).then_some(self.text)
    }

    fn command(&mut self, command: char, numbers: &[i64]) {
        checkpoint(5);
        let continues = command == self.command && command != 'z' && command != 'm';
        if !continues {
            self.text.push(command);
        }
        self.command = command;
        for (i, n) in numbers.iter().enumerate() {
            let begins_with_point = *n > -100 && *n < 100 && n % 100 != 0;
            let alone = i == 0 && !continues;
            if !alone && *n >= 0 && !(self.pointed && begins_with_point) {
                self.text.push(' ');
            }
            append(&mut self.text, *n);
            self.pointed = n % 100 != 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(write: impl FnOnce(&mut PathData)) -> String {
        let mut path = PathData::default();
        write(&mut path);
        path.finish().unwrap()
    }

    #[test]
    fn numbers_are_as_short_as_possible() {
        let texts = [0, 50, -50, 5, 1225, -300, -1205].map(number);
        assert_eq!(texts, ["0", ".5", "-.5", ".05", "12.25", "-3", "-12.05"]);
    }

    #[test]
    fn segments_are_relative_and_do_not_repeat_letters() {
        let ring = [[10.0, 10.0], [20.5, 10.0], [21.0, 10.5], [22.0, 12.0], [10.0, 12.0]];
        assert_eq!(written(|p| p.ring(&ring, [0.0; 2])), "m10 10h10.5l.5.5 1 1.5h-12z");
    }

    #[test]
    fn rounding_errors_do_not_accumulate_along_a_line() {
        let line: Vec<_> = (0..=300).map(|i| [f64::from(i) / 3.0, 0.0]).collect();
        let text = written(|p| p.line(&line, [0.0; 2]));
        let sum: f64 = text.trim_start_matches("m0 0h").replace('-', " -").split([' ']).flat_map(pieces).sum();
        assert!((sum - 100.0).abs() < 1e-6, "{sum}");
    }

    /// Splits `.33.34` into both numbers.
    fn pieces(text: &str) -> Vec<f64> {
        text.split('.').skip(1).map(|p| format!("0.{p}").parse().unwrap()).collect()
    }

    #[test]
    fn a_point_is_a_segment_of_zero_length() {
        assert_eq!(written(|p| p.line(&[[3.0, 4.0], [3.0, 4.0]], [1.0, 1.0])), "m4 5h0");
    }
}
