//! A label for which a place was found. Positions are device pixels of the view.

use std::rc::Rc;

use super::layout::LabelLayout;
use crate::text::FaceId;

/// A label for which a place was found.
#[derive(Debug, Clone)]
pub(super) struct FoundLabel {
    pub layout: Rc<LabelLayout>,
    pub glyphs: Vec<FoundGlyph>,
    /// The center of its image.
    pub image: Option<[f64; 2]>,
    /// The anchor point.
    pub at: [f64; 2],
    /// Left, top, right, bottom.
    pub bounds: [f64; 4],
}

/// A glyph with its position.
#[derive(Debug, Clone, Copy)]
pub(super) struct FoundGlyph {
    pub face: FaceId,
    pub glyph: u32,
    /// Index of its format.
    pub format: usize,
    /// Its origin.
    pub at: [f64; 2],
    /// Counterclockwise rotation in radians.
    pub rotation: f64,
}

/// The smallest box around all boxes.
pub(super) fn united(boxes: &[[f64; 4]]) -> Option<[f64; 4]> {
    boxes.iter().copied().reduce(|a, b| [a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])])
}
