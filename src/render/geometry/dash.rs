//! Dashed lines.

use super::{Lines, vector::distance};
use crate::deadline::checkpoint;

/// Patterns with a shorter period (in pixels) are drawn as solid lines, because their dashes are invisible.
const MIN_PERIOD: f64 = 0.25;

/// Maximum number of dashes per item. Lines with more dashes are drawn solid: tiny dashes on a long line must not
/// overload the server.
const MAX_DASHES: usize = 20_000;

/// Cuts `lines` into dashes. `phases` are the distances of the lines from the start of the lines that they were cut
/// from. Returns `None` if the lines are drawn solid.
pub(crate) fn dashed(lines: &Lines, phases: &[f64], pattern: &[f64]) -> Option<Lines> {
    let DashPattern { lengths: pattern, shift } = DashPattern::of(pattern)?;
    let period: f64 = pattern.iter().sum();
    let mut out = Lines::default();
    let mut count = 0usize;
    for (line, phase) in lines.iter().zip(phases) {
        let mut at = Cursor::new(&pattern, (phase + shift).rem_euclid(period));
        let Some(first) = line.first() else { continue };
        if at.on {
            out.push(*first);
        }
        for pair in line.windows(2) {
            checkpoint(2);
            let [a, b] = pair else { continue };
            let length = distance(*a, *b);
            let mut done = 0.0;
            while at.left <= length - done {
                done += at.left;
                let t = if length > 0.0 { done / length } else { 0.0 };
                out.push([a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]);
                if at.on {
                    out.end();
                    count += 1;
                    if count > MAX_DASHES {
                        return None;
                    }
                }
                at.next();
            }
            at.left -= length - done;
            if at.on {
                out.push(*b);
            }
        }
        out.end();
    }
    Some(out)
}

/// A dash pattern in normalized form.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct DashPattern {
    /// Lengths of dash, gap, dash, gap … in pixels, without empty gaps.
    pub lengths: Vec<f64>,
    /// Offset into the pattern at which a line starts, in pixels.
    pub shift: f64,
}

impl DashPattern {
    /// Normalizes the dash lengths of a style. Returns `None` if the line is solid.
    pub(crate) fn of(lengths: &[f64]) -> Option<Self> {
        let (lengths, shift) = tidy(lengths);
        let period: f64 = lengths.iter().sum();
        (lengths.len() >= 2 && period.is_finite() && period >= MIN_PERIOD).then_some(Self { lengths, shift })
    }
}

/// The pattern as dash, gap, dash, gap … without empty gaps, and the offset into it at which the line starts. In a
/// pattern of odd length the last dash is merged with the first one (as in MapLibre's `LineAtlas`).
fn tidy(pattern: &[f64]) -> (Vec<f64>, f64) {
    if pattern.len() < 2 {
        return (Vec::new(), 0.0);
    }
    let mut pattern = pattern.to_vec();
    let mut shift = 0.0;
    if pattern.len() % 2 == 1
        && let Some(last) = pattern.pop()
        && let Some(first) = pattern.first_mut()
    {
        *first += last;
        shift = last;
    }
    let mut out: Vec<f64> = Vec::with_capacity(pattern.len());
    for pair in pattern.chunks_exact(2) {
        let [dash, gap] = pair else { continue };
        match out.last_mut() {
            Some(gap_before) if *gap_before <= 0.0 => {
                out.pop();
                if let Some(dash_before) = out.last_mut() {
                    *dash_before += dash;
                }
            }
            _ => out.push(*dash),
        }
        out.push(*gap);
    }
    // An empty gap at the end joins the last dash with the first one.
    if out.len() > 2
        && out.last().is_some_and(|gap| *gap <= 0.0)
        && let Some(dash) = out.len().checked_sub(2).and_then(|i| out.get(i).copied())
    {
        out.truncate(out.len() - 2);
        if let Some(first) = out.first_mut() {
            *first += dash;
        }
        shift += dash;
    }
    let solid = out.iter().skip(1).step_by(2).all(|gap| *gap <= 0.0);
    (if solid { Vec::new() } else { out }, shift)
}

/// A position in a pattern.
struct Cursor<'p> {
    pattern: &'p [f64],
    index: usize,
    /// Pixels left until the end of the dash or gap.
    left: f64,
    /// Whether the position is in a dash.
    on: bool,
}

impl<'p> Cursor<'p> {
    fn new(pattern: &'p [f64], phase: f64) -> Self {
        let mut it = Self { pattern, index: 0, left: pattern.first().copied().unwrap_or(0.0), on: true };
        let mut rest = phase;
        // The phase is less than the period, so one round is enough.
        for _ in 0..pattern.len() {
            if rest < it.left || (rest == 0.0 && it.left == 0.0) {
                break;
            }
            rest -= it.left;
            it.next();
        }
        it.left = (it.left - rest).max(0.0);
        it
    }

    fn next(&mut self) {
        self.index = (self.index + 1) % self.pattern.len();
        self.on = self.index.is_multiple_of(2);
        self.left = self.pattern.get(self.index).copied().unwrap_or(0.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(line: &[[f64; 2]], phase: f64, pattern: &[f64]) -> Vec<Vec<[f64; 2]>> {
        let mut lines = Lines::default();
        lines.line(line.iter().copied());
        dashed(&lines, &[phase], pattern).unwrap().iter().map(<[_]>::to_vec).collect()
    }

    #[test]
    fn dashes_run_around_bends() {
        let dashes = cut(&[[0.0, 0.0], [5.0, 0.0], [5.0, 5.0]], 0.0, &[3.0, 1.0]);
        assert_eq!(
            dashes,
            [vec![[0.0, 0.0], [3.0, 0.0]], vec![[4.0, 0.0], [5.0, 0.0], [5.0, 2.0]], vec![[5.0, 3.0], [5.0, 5.0]]]
        );
    }

    #[test]
    fn an_odd_pattern_merges_its_last_dash_with_the_first() {
        assert_eq!(tidy(&[1.0, 2.0, 3.0]), (vec![4.0, 2.0], 3.0));
        assert_eq!(tidy(&[1.0, 0.0, 1.0, 2.0]), (vec![2.0, 2.0], 0.0));
        assert_eq!(tidy(&[1.0, 2.0, 3.0, 0.0]), (vec![4.0, 2.0], 3.0));
        assert_eq!(tidy(&[5.0]), (vec![], 0.0));
    }

    #[test]
    fn a_clipped_line_continues_its_dashes() {
        let whole = cut(&[[0.0, 0.0], [20.0, 0.0]], 0.0, &[3.0, 2.0]);
        let rest = cut(&[[10.0, 0.0], [20.0, 0.0]], 10.0, &[3.0, 2.0]);
        assert_eq!(&whole[2..], &rest[..]);
    }

    #[test]
    fn dashes_too_fine_to_see_are_drawn_solid() {
        let mut lines = Lines::default();
        lines.line([[0.0, 0.0], [1e9, 0.0]]);
        assert!(dashed(&lines, &[0.0], &[1e-6, 1e-6]).is_none());
        assert!(dashed(&lines, &[0.0], &[1.0, 1.0]).is_none(), "too many");
    }
}
