//! The boxes of placed labels; after Mapnik's `label_collision_detector4`.

/// The boxes of placed labels, with their texts. Boxes are left, top, right, bottom in device pixels of the view.
#[derive(Debug)]
pub(super) struct LabelDetector {
    origin: [f64; 2],
    columns: usize,
    rows: usize,
    cells: Vec<Vec<u32>>,
    taken: Vec<([f64; 4], Option<Box<str>>)>,
}

/// Side of a cell in device pixels: about a label's height.
const CELL: f64 = 32.0;

impl LabelDetector {
    /// Creates an empty detector for the area between `from` and `to`. Boxes beyond it are put into the outermost cells.
    pub(super) fn new(from: [f64; 2], to: [f64; 2]) -> Self {
        let count = |axis: usize| (((to[axis] - from[axis]) / CELL).ceil() as usize).clamp(1, 1024);
        let (columns, rows) = (count(0), count(1));
        Self { origin: from, columns, rows, cells: vec![Vec::new(); columns * rows], taken: Vec::new() }
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
        let id = self.taken.len() as u32;
        self.taken.push((bounds, text.map(Into::into)));
        for cell in self.cells_of(bounds) {
            if let Some(ids) = self.cells.get_mut(cell) {
                ids.push(id);
            }
        }
    }

    /// Forgets all boxes (`clear-label-cache`).
    pub(super) fn clear(&mut self) {
        self.cells.iter_mut().for_each(Vec::clear);
        self.taken.clear();
    }

    fn near(&self, bounds: [f64; 4], margin: f64) -> impl Iterator<Item = &([f64; 4], Option<Box<str>>)> {
        let ids = self.cells_of(grown(bounds, margin)).filter_map(|cell| self.cells.get(cell)).flatten();
        ids.filter_map(|id| self.taken.get(*id as usize))
    }

    fn cells_of(&self, [left, top, right, bottom]: [f64; 4]) -> impl Iterator<Item = usize> + use<> {
        let cell = |v: f64, axis: usize, count: usize| {
            (((v - self.origin[axis]) / CELL).floor().max(0.0) as usize).min(count - 1)
        };
        let (x0, x1) = (cell(left, 0, self.columns), cell(right, 0, self.columns));
        let (y0, y1) = (cell(top, 1, self.rows), cell(bottom, 1, self.rows));
        let columns = self.columns;
        (y0..=y1).flat_map(move |y| (x0..=x1).map(move |x| y * columns + x))
    }
}

fn grown([left, top, right, bottom]: [f64; 4], by: f64) -> [f64; 4] {
    [left - by, top - by, right + by, bottom + by]
}

/// Boxes that share an edge touch, as in Mapnik.
fn touches(a: [f64; 4], b: [f64; 4]) -> bool {
    a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3]
}
