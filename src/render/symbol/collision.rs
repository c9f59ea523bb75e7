//! Collision detection: boxes and discs of placed symbols in a uniform grid.

use crate::{render::geometry::CellIndex, style::layer::Overlap};

/// The collision shape of a symbol, in device pixels of the view.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum CollisionShape {
    /// Left, top, right, bottom.
    Box([f64; 4]),
    /// Center and radius.
    Disc([f64; 2], f64),
}

impl CollisionShape {
    /// The bounding box.
    pub(super) fn bounds(self) -> [f64; 4] {
        match self {
            Self::Box(b) => b,
            Self::Disc([x, y], r) => [x - r, y - r, x + r, y + r],
        }
    }

    fn hits(self, other: Self) -> bool {
        match (self, other) {
            (Self::Box(a), Self::Box(b)) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3],
            (Self::Disc(a, r), Self::Disc(b, s)) => squared(a, b) < (r + s) * (r + s),
            (Self::Box(b), Self::Disc(c, r)) | (Self::Disc(c, r), Self::Box(b)) => {
                let nearest = [c[0].clamp(b[0], b[2].max(b[0])), c[1].clamp(b[1], b[3].max(b[1]))];
                squared(c, nearest) < r * r
            }
        }
    }
}

fn squared(a: [f64; 2], b: [f64; 2]) -> f64 {
    (a[0] - b[0]).powi(2) + (a[1] - b[1]).powi(2)
}

/// The collision shapes of placed symbols.
#[derive(Debug)]
pub(super) struct CollisionGrid {
    index: CellIndex,
    taken: Vec<(CollisionShape, Overlap)>,
}

impl CollisionGrid {
    /// Creates an empty grid for the area between `from` and `to`. Shapes beyond it count too.
    pub(super) fn new(from: [f64; 2], to: [f64; 2]) -> Self {
        Self { index: CellIndex::new(from, to), taken: Vec::new() }
    }

    /// Whether `shape` may be placed among the others, given its overlap mode and theirs.
    pub(super) fn is_free(&self, shape: CollisionShape, overlap: Overlap) -> bool {
        if overlap == Overlap::Always {
            return true;
        }
        let blocks = |number: u32| {
            self.taken.get(number as usize).is_some_and(|(other, theirs)| {
                let allowed = overlap == Overlap::Cooperative && *theirs != Overlap::Never;
                !allowed && shape.hits(*other)
            })
        };
        !self.index.near(shape.bounds()).any(blocks)
    }

    /// Adds a shape.
    pub(super) fn take(&mut self, shape: CollisionShape, overlap: Overlap) {
        self.index.insert(shape.bounds(), self.taken.len() as u32);
        self.taken.push((shape, overlap));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cooperative_symbols_overlap_only_tolerant_ones() {
        let mut grid = CollisionGrid::new([0.0, 0.0], [100.0, 100.0]);
        grid.take(CollisionShape::Box([0.0, 0.0, 20.0, 20.0]), Overlap::Always);
        grid.take(CollisionShape::Box([50.0, 0.0, 70.0, 20.0]), Overlap::Never);
        let (tolerant, strict) =
            (CollisionShape::Box([10.0, 10.0, 30.0, 30.0]), CollisionShape::Box([60.0, 10.0, 80.0, 30.0]));
        assert!(grid.is_free(tolerant, Overlap::Cooperative) && !grid.is_free(tolerant, Overlap::Never));
        assert!(!grid.is_free(strict, Overlap::Cooperative) && grid.is_free(strict, Overlap::Always));
    }

    #[test]
    fn touching_shapes_do_not_overlap_and_shapes_beyond_the_grid_count() {
        let mut grid = CollisionGrid::new([0.0, 0.0], [64.0, 64.0]);
        grid.take(CollisionShape::Box([-90.0, -90.0, -50.0, -50.0]), Overlap::Never);
        assert!(!grid.is_free(CollisionShape::Disc([-60.0, -60.0], 5.0), Overlap::Never));
        assert!(grid.is_free(CollisionShape::Box([-50.0, -90.0, -10.0, -50.0]), Overlap::Never));
    }
}
