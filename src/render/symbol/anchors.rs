//! The anchors of labels on lines, after MapLibre's `get_anchors.ts` and `check_max_angle.ts`.

use crate::{
    deadline::checkpoint,
    render::geometry::{distance, length},
};

/// A position on a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct LineAnchor {
    /// Position in the line's units.
    pub at: [f64; 2],
    /// Direction of the line, in radians clockwise from east.
    pub angle: f64,
    /// Index of the segment, between the vertices `segment` and `segment + 1`.
    pub segment: usize,
}

/// The requirements of a label on its line. Lengths are in the line's units.
#[derive(Debug, Clone, Copy)]
pub(super) struct LabelFit {
    /// Distance between anchors.
    pub spacing: f64,
    /// Length of the longer of text and icon.
    pub length: f64,
    /// Size of the text.
    pub glyph: f64,
    /// Whether there is text, which must not bend too much.
    pub has_text: bool,
    /// Maximum turn of the line within three fifths of the text size, in radians.
    pub max_angle: f64,
    /// Side of the tile: anchors are within `0..extent`.
    pub extent: f64,
    /// The overzoom factor of the tile.
    pub overscale: f64,
}

impl LabelFit {
    fn window(&self) -> f64 {
        if self.has_text { self.glyph * 0.6 } else { 0.0 }
    }
}

/// Anchors at regular distances on a line that was cut at its tile's edges.
pub(super) fn repeated(line: &[[f64; 2]], fit: &LabelFit) -> Vec<LineAnchor> {
    let Some(first) = line.first() else { return Vec::new() };
    let at_edge = |v: f64| v == 0.0 || v == fit.extent;
    let continued = at_edge(first[0]) || at_edge(first[1]);
    // Gaps between long labels are at least a quarter of the spacing.
    let spacing =
        if fit.spacing - fit.length < fit.spacing / 4.0 { fit.length + fit.spacing / 4.0 } else { fit.spacing };
    if !(spacing > 0.0 && spacing.is_finite()) {
        return Vec::new();
    }
    // Labels keep a distance of two text sizes from the start of lines inside of the tile, often a junction.
    let offset = if continued {
        (spacing / 2.0 * fit.overscale) % spacing
    } else {
        ((fit.length / 2.0 + fit.glyph * 2.0) * fit.overscale) % spacing
    };
    let anchors = resample(line, offset, spacing, fit);
    if anchors.is_empty() && !continued {
        return resample(line, length(line) / 2.0, spacing, fit);
    }
    anchors
}

/// A single anchor in the middle of a line.
pub(super) fn centered(line: &[[f64; 2]], fit: &LabelFit) -> Option<LineAnchor> {
    let middle = length(line) / 2.0;
    let mut walked = 0.0;
    for (segment, pair) in line.windows(2).enumerate() {
        let &[a, b] = pair else { continue };
        checkpoint(1);
        let step = distance(a, b);
        if walked + step > middle {
            let anchor = on_segment(a, b, (middle - walked) / step, segment);
            return turns_gently(line, &anchor, fit).then_some(anchor);
        }
        walked += step;
    }
    None
}

/// Maximum number of anchors on one line, as a bound for extremely long ones.
const MAX_ANCHORS: usize = 512;

fn resample(line: &[[f64; 2]], offset: f64, spacing: f64, fit: &LabelFit) -> Vec<LineAnchor> {
    let (half, whole) = (fit.length / 2.0, length(line));
    let mut anchors = Vec::new();
    let (mut walked, mut marked) = (0.0, offset - spacing);
    for (segment, pair) in line.windows(2).enumerate() {
        let &[a, b] = pair else { continue };
        checkpoint(2);
        let step = distance(a, b);
        while marked + spacing < walked + step && anchors.len() < MAX_ANCHORS {
            checkpoint(3);
            marked += spacing;
            let anchor = on_segment(a, b, (marked - walked) / step, segment);
            let inside = anchor.at.iter().all(|v| *v >= 0.0 && *v < fit.extent);
            if inside && marked - half >= 0.0 && marked + half <= whole && turns_gently(line, &anchor, fit) {
                anchors.push(anchor);
            }
        }
        walked += step;
    }
    anchors
}

fn on_segment(a: [f64; 2], b: [f64; 2], t: f64, segment: usize) -> LineAnchor {
    LineAnchor { at: [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t], angle: angle(a, b), segment }
}

/// Whether a label at `anchor` stays on the line and the line never turns by more than `max_angle` within the window.
fn turns_gently(line: &[[f64; 2]], anchor: &LineAnchor, fit: &LabelFit) -> bool {
    let window = fit.window();
    if fit.length == 0.0 || window == 0.0 {
        return true;
    }
    let half = fit.length / 2.0;
    // Back to the segment on which the label starts.
    let (mut index, mut at, mut from) = (anchor.segment + 1, 0.0, anchor.at);
    while at > -half {
        let Some(before) = index.checked_sub(1).and_then(|i| line.get(i).map(|p| (i, *p))) else { return false };
        checkpoint(1);
        at -= distance(before.1, from);
        (index, from) = before;
    }
    let vertex = |i: usize| line.get(i).copied();
    let (Some(a), Some(b)) = (vertex(index), vertex(index + 1)) else { return false };
    at += distance(a, b);
    index += 1;
    // Forward over the label's length, tracking the corners within the window.
    let mut corners = std::collections::VecDeque::new();
    let mut turned = 0.0;
    while at < half {
        let (Some(before), Some(here), Some(next)) = (vertex(index - 1), vertex(index), vertex(index + 1)) else {
            return false;
        };
        checkpoint(5);
        let turn = wrapped(angle(before, here) - angle(here, next)).abs();
        corners.push_back((at, turn));
        turned += turn;
        while corners.front().is_some_and(|(corner, _)| at - *corner > window) {
            turned -= corners.pop_front().map_or(0.0, |(_, turn)| turn);
        }
        if turned > fit.max_angle {
            return false;
        }
        index += 1;
        at += distance(here, next);
    }
    true
}

fn angle(a: [f64; 2], b: [f64; 2]) -> f64 {
    (b[1] - a[1]).atan2(b[0] - a[0])
}

/// Wraps an angle to -π..=π.
fn wrapped(angle: f64) -> f64 {
    use std::f64::consts::PI;
    (angle + 3.0 * PI).rem_euclid(2.0 * PI) - PI
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fit() -> LabelFit {
        LabelFit {
            spacing: 250.0,
            length: 50.0,
            glyph: 12.0,
            has_text: true,
            max_angle: 0.8,
            extent: 4096.0,
            overscale: 1.0,
        }
    }

    #[test]
    fn labels_repeat_along_a_straight_line() {
        let anchors = repeated(&[[0.0, 100.0], [1000.0, 100.0]], &fit());
        assert_eq!(anchors.iter().map(|a| a.at[0]).collect::<Vec<_>>(), [125.0, 375.0, 625.0, 875.0]);
        let inner = repeated(&[[100.0, 100.0], [1000.0, 100.0]], &fit());
        assert_eq!(inner.first().map(|a| a.at[0]), Some(149.0));
    }

    #[test]
    fn labels_do_not_bend_around_sharp_corners_or_extend_beyond_ends() {
        let corner = [[0.0, 0.0], [125.0, 0.0], [125.0, 125.0]];
        assert!(repeated(&corner, &LabelFit { spacing: 1000.0, ..fit() }).is_empty());
        assert!(repeated(&[[10.0, 10.0], [40.0, 10.0]], &fit()).is_empty());
        assert!(centered(&[[10.0, 10.0], [100.0, 10.0]], &fit()).is_some());
    }
}
