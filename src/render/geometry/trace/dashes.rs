//! Dashes as AGG cuts them.

use crate::{
    deadline::checkpoint,
    render::geometry::{
        lines::Lines,
        vector::{Vector, distance},
    },
};

/// The most dashes of a line: tiny dashes on a long line must not overload the server.
const MAX_DASHES: f64 = 20_000.0;

/// Appends the dashes of `line` to `out`; `lengths` are those of dash, gap, dash, gap …, of which not all are zero. A
/// line with too many dashes is appended whole.
pub(crate) fn cut_into_dashes(line: &[Vector], closed: bool, lengths: &[f64], out: &mut Lines) {
    let around = line.first().filter(|_| closed);
    let points = || line.iter().chain(around);
    let whole: f64 = points().zip(points().skip(1)).map(|(a, b)| distance(*a, *b)).sum();
    let period: f64 = lengths.iter().sum();
    if period.is_nan() || whole / period * lengths.len() as f64 > MAX_DASHES {
        out.line(points().copied());
        return;
    }
    let Some(first) = points().next() else { return };
    out.push(*first);
    let (mut index, mut used) = (0, 0.0);
    let put = |index: usize, p: Vector, out: &mut Lines| {
        if index % 2 == 1 {
            out.end();
        }
        out.push(p);
    };
    for (a, b) in points().zip(points().skip(1)) {
        checkpoint(2);
        let length = distance(*a, *b);
        let mut rest = length;
        loop {
            let left = lengths.get(index).copied().unwrap_or(0.0) - used;
            if rest <= left {
                used += rest;
                put(index, *b, out);
                break;
            }
            rest -= left;
            put(index, [0, 1].map(|i| b[i] - (b[i] - a[i]) * rest / length), out);
            index = (index + 1) % lengths.len().max(1);
            used = 0.0;
        }
    }
    out.end();
}
