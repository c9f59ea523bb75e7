//! Pieces of lines and rings.

/// A piece of a line or ring, as the positions of its first and last point in a list of points.
///
/// A piece that is equal to an earlier one, but reversed, is replaced by that one with the ends exchanged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Arc {
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Arc {
    /// The number of steps between points, for an arc that is not reversed.
    pub(super) fn steps(self) -> usize {
        self.end.saturating_sub(self.start)
    }

    /// The same points in the other order.
    pub(super) fn reversed(self) -> Self {
        Self { start: self.end, end: self.start }
    }

    /// The points of the arc, which is not reversed, in `list`.
    pub(super) fn of<T>(self, list: &[T]) -> &[T] {
        list.get(self.start..=self.end).unwrap_or_default()
    }
}
