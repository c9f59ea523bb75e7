//! Joins between the segments of a line (after MapLibre's `line_bucket.ts`).

use super::vector::distance;
use crate::{deadline::checkpoint, style::layer::LineJoin};

/// How a layer joins the segments of its lines.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct JoinStyle {
    /// The shape of joins.
    pub join: LineJoin,
    /// Maximum miter length in line widths.
    pub miter_limit: f64,
    /// Round joins whose miter would be shorter than this (in line widths) are mitered instead.
    pub round_limit: f64,
}

/// How a line's outline is drawn at a vertex.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Joint {
    /// A pointed corner.
    Miter,
    /// A cut-off corner.
    Bevel,
    /// A rounded outer corner.
    Round,
    /// The bend is too sharp for one outline: the line ends here, cut along the bisector of the bend, and starts again.
    Cut,
    /// Like [`Self::Cut`], but with round ends.
    RoundCut,
}

impl Joint {
    /// Whether the line ends and starts again here.
    pub(crate) fn is_cut(self) -> bool {
        matches!(self, Self::Cut | Self::RoundCut)
    }
}

impl JoinStyle {
    /// How two segments with the unit normals `a` and `b` are joined.
    pub(crate) fn at(&self, a: [f64; 2], b: [f64; 2]) -> Joint {
        // 1 / cos(half the bend angle) is the miter length in line widths.
        let miter = (2.0 / (1.0 + a[0] * b[0] + a[1] * b[1]).max(1e-9)).sqrt();
        let limit = match self.join {
            LineJoin::Round if miter < self.round_limit => return Joint::Miter,
            LineJoin::Round if miter <= 2.0 => return Joint::Round,
            LineJoin::Round => return Joint::RoundCut,
            LineJoin::Bevel => 1.05,
            LineJoin::Miter => self.miter_limit,
        };
        if miter <= limit {
            Joint::Miter
        } else if miter > 2.0 {
            Joint::Cut
        } else {
            Joint::Bevel
        }
    }

    /// For each part of `line` that starts `phases` pixels along it: whether it starts with an odd piece. Lines are cut
    /// into pieces at sharp bends, and whether a piece is odd must not depend on which part of the line is visible.
    /// `None` for a closed line whose pieces do not alternate.
    pub(crate) fn starts_odd(&self, line: &[[f64; 2]], closed: bool, phases: &[f64]) -> Vec<Option<bool>> {
        checkpoint(line.len() * 4);
        let mut ways = Vec::with_capacity(line.len());
        let mut way = 0.0;
        let mut normals = Vec::with_capacity(line.len());
        for pair in line.windows(2) {
            let [a, b] = pair else { continue };
            let length = distance(*a, *b);
            ways.push(way);
            normals.push([-(b[1] - a[1]) / length, (b[0] - a[0]) / length]);
            way += length;
        }
        let sharp = |a: &[f64; 2], b: &[f64; 2]| self.at(*a, *b).is_cut();
        let inner = normals.windows(2).zip(ways.iter().skip(1));
        let mut cuts: Vec<f64> =
            inner.filter(|(pair, _)| matches!(pair, [a, b] if sharp(a, b))).map(|(_, way)| *way).collect();
        if closed {
            if let (Some(last), Some(first)) = (normals.last(), normals.first())
                && sharp(last, first)
            {
                cuts.insert(0, 0.0);
            }
            // Pieces are counted from the first cut. A part may cross the start of the line.
            let all = cuts.len();
            let alternate = all.is_multiple_of(2);
            let passed = |phase: f64| cuts.partition_point(|cut| *cut <= phase);
            let odd = |phase: &f64| alternate.then(|| passed(*phase % way.max(f64::MIN_POSITIVE)) % 2 == 0 && all > 0);
            return phases.iter().map(odd).collect();
        }
        phases.iter().map(|phase| Some(cuts.partition_point(|cut| cut <= phase) % 2 == 1)).collect()
    }
}
