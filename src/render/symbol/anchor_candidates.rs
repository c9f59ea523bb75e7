//! The candidate anchors of a label (`symbol_layout.ts`, `getTextVariableAnchorOffset`).

use super::alignment::alignment;
use crate::style::{Anchor, expression::Context, layer::SymbolLayer};

/// The candidate anchors of a label in order of preference, each with its offset in ems.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct AnchorCandidates {
    pub anchors: Vec<(Anchor, [f64; 2])>,
    /// Whether the style allows several anchors.
    pub variable: bool,
    /// The anchor that applies if there is no choice: along lines, and in vertical columns.
    pub own: Anchor,
}

/// Space between a line's edge and its letters, in ems, that vertical offsets compensate for (MapLibre's
/// `baselineOffset`, 7 of 24 units).
const BASELINE: f64 = 7.0 / 24.0;

/// Reads the anchors and offsets of a label.
pub(super) fn anchor_candidates(symbol: &SymbolLayer, context: &Context<'_>, along_line: bool) -> AnchorCandidates {
    let own = symbol.text_anchor.get(context);
    let chooses =
        symbol.text_variable_anchor_offset.get(context).is_some() || symbol.text_variable_anchor.get(context).is_some();
    if chooses && along_line {
        return AnchorCandidates { anchors: vec![(own, [0.0; 2])], variable: false, own };
    }
    if let Some(pairs) = symbol.text_variable_anchor_offset.get(context) {
        let shifted = |anchor: Anchor, [x, y]: [f64; 2]| match alignment(anchor)[1] {
            0.0 => [x, y - BASELINE],
            1.0 => [x, y + BASELINE],
            _ => [x, y],
        };
        let anchors = pairs.0.into_iter().map(|p| (p.anchor, shifted(p.anchor, p.offset))).collect();
        return AnchorCandidates { anchors, variable: true, own };
    }
    let radial = symbol.text_radial_offset.is_given().then(|| symbol.text_radial_offset.get(context));
    let offset = symbol.text_offset.get(context);
    if let Some(anchors) = symbol.text_variable_anchor.get(context) {
        let at = |anchor: Anchor| (anchor, radial.map_or_else(|| mirrored(anchor, offset), |r| around(anchor, r)));
        return AnchorCandidates { anchors: anchors.into_iter().map(at).collect(), variable: true, own };
    }
    let offset = match radial {
        Some(radial) if radial != 0.0 => around(own, radial),
        _ => offset,
    };
    AnchorCandidates { anchors: vec![(own, offset)], variable: false, own }
}

/// The offset `radial` ems away from the point, in the direction opposite to the anchor.
fn around(anchor: Anchor, radial: f64) -> [f64; 2] {
    let radial = radial.max(0.0);
    let [across, down] = alignment(anchor);
    let (x, y) = (1.0 - 2.0 * across, 1.0 - 2.0 * down);
    let reach = if x != 0.0 && y != 0.0 { radial / std::f64::consts::SQRT_2 } else { radial };
    [x * reach, y * (reach - BASELINE)]
}

/// `offset` with its direction changed to point away from the anchor.
fn mirrored(anchor: Anchor, offset: [f64; 2]) -> [f64; 2] {
    let [across, down] = alignment(anchor);
    let (x, y) = (1.0 - 2.0 * across, 1.0 - 2.0 * down);
    [x * offset[0].abs(), y * (offset[1].abs() - BASELINE)]
}
