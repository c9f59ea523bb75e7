//! What the placement of labels changes.

use super::{detector::LabelDetector, placed::PlacedLabel};
use crate::render::display::DisplayList;

/// The boxes that are taken, and what is drawn so far.
pub(super) struct Placing<'p> {
    /// The boxes of all placed labels.
    pub detector: &'p mut LabelDetector,
    /// The items of the pass; only its `items` count.
    pub list: &'p mut DisplayList,
    /// The texts of the pass.
    pub labels: &'p mut Vec<PlacedLabel>,
}
