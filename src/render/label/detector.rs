//! The boxes of placed labels; after Mapnik's `label_collision_detector4`.

use crate::render::geometry::CellIndex;

/// The boxes of placed labels, with their texts. Boxes are left, top, right, bottom in device pixels of the view.
#[derive(Debug)]
pub(super) struct LabelDetector {
    index: CellIndex,
    taken: Vec<([f64; 4], Option<Box<str>>)>,
}

impl LabelDetector {
    /// Creates an empty detector for the area between `from` and `to`.
    pub(super) fn new(from: [f64; 2], to: [f64; 2]) -> Self {
        Self { index: CellIndex::new(from, to), taken: Vec::new() }
    }

    /// Whether no placed box is within `margin` of `bounds`.
    pub(super) fn has_room(&self, bounds: [f64; 4], margin: f64) -> bool {
        !self.near(bounds, margin).any(|(other, _)| touches(*other, grown(bounds, margin)))
    }

    /// Whether no placed box is within `margin` of `bounds`, and none with the same text within `repeat`.
    pub(super) fn has_room_for(&self, bounds: [f64; 4], margin: f64, text: &str, repeat: f64) -> bool {
        let (close, far) = (grown(bounds, margin), grown(bounds, margin.max(repeat)));
        !self
            .near(bounds, margin.max(repeat))
            .any(|(other, own)| touches(*other, close) || (own.as_deref() == Some(text) && touches(*other, far)))
    }

    /// Adds a box.
    pub(super) fn take(&mut self, bounds: [f64; 4], text: Option<&str>) {
        self.index.insert(bounds, self.taken.len() as u32);
        self.taken.push((bounds, text.map(Into::into)));
    }

    /// Forgets all boxes (`clear-label-cache`).
    pub(super) fn clear(&mut self) {
        self.index.clear();
        self.taken.clear();
    }

    fn near(&self, bounds: [f64; 4], margin: f64) -> impl Iterator<Item = &([f64; 4], Option<Box<str>>)> {
        self.index.near(grown(bounds, margin)).filter_map(|number| self.taken.get(number as usize))
    }
}

fn grown([left, top, right, bottom]: [f64; 4], by: f64) -> [f64; 4] {
    [left - by, top - by, right + by, bottom + by]
}

/// Boxes that share an edge touch, as in Mapnik.
fn touches(a: [f64; 4], b: [f64; 4]) -> bool {
    a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3]
}
