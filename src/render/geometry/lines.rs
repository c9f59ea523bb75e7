//! Lines, rings or points in one flat buffer.

/// Several lines, rings or single points. All vertices are in one list, so that the buffer can be reused for every
/// feature of a tile.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Lines {
    points: Vec<[f64; 2]>,
    /// End index of each line in `points`.
    ends: Vec<usize>,
}

impl Lines {
    /// Removes all lines but keeps the allocated memory.
    pub fn clear(&mut self) {
        self.points.clear();
        self.ends.clear();
    }

    /// Appends a vertex to the current line.
    pub fn push(&mut self, point: [f64; 2]) {
        self.points.push(point);
    }

    /// Ends the current line. An empty line is not recorded.
    pub fn end(&mut self) {
        if self.points.len() > self.ends.last().copied().unwrap_or(0) {
            self.ends.push(self.points.len());
        }
    }

    /// Appends a whole line.
    pub fn line(&mut self, points: impl IntoIterator<Item = [f64; 2]>) {
        self.points.extend(points);
        self.end();
    }

    /// The lines.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &[[f64; 2]]> + ExactSizeIterator {
        (0..self.ends.len()).map(|i| self.get(i).unwrap_or(&[]))
    }

    /// The line at `index`.
    pub fn get(&self, index: usize) -> Option<&[[f64; 2]]> {
        let to = *self.ends.get(index)?;
        let from = index.checked_sub(1).and_then(|i| self.ends.get(i)).copied().unwrap_or(0);
        self.points.get(from..to)
    }

    /// The number of lines.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// All vertices of all lines.
    pub fn points(&self) -> &[[f64; 2]] {
        &self.points
    }

    /// Whether there are no lines.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Smallest and largest coordinates; `None` if there are no vertices.
    pub fn bounds(&self) -> Option<([f64; 2], [f64; 2])> {
        let first = *self.points.first()?;
        Some(self.points.iter().fold((first, first), |(lo, hi), p| {
            ([lo[0].min(p[0]), lo[1].min(p[1])], [hi[0].max(p[0]), hi[1].max(p[1])])
        }))
    }
}
