//! Which part of each pixel an area covers, computed exactly from its edges, as AGG does. The time is linear in the edges
//! and the pixels that they cross.
//!
//! The result for a pixel depends only on the edges that cross its row at or left of it, and not on where the picture
//! ends: neighboring pictures agree.

mod cells;
mod edge;
mod grid;
mod slope;

pub use grid::FillRule;
pub(crate) use grid::{CoverageGrid, EdgeRule};

#[cfg(test)]
mod tests;
