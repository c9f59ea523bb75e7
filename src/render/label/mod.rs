//! Text, shields, markers and points of layers of rules: their positions and display items.
//!
//! They are placed as in Mapnik: in drawing order, first come first served. As in [`symbol`](super::symbol), places are
//! given for a region and not for a tile, in an order that depends only on the data, so that a label that crosses the
//! edge of two pictures is drawn in both, with the same pixels. A label belongs to the one tile in whose square its
//! anchor point lies.

mod along;
mod along_line;
mod at_point;
mod case;
mod cells;
mod content;
mod detector;
mod feature;
mod find;
mod finder;
mod format;
mod found;
mod grid;
mod interior;
mod items;
mod layout;
mod line;
mod marker_image;
mod markers;
mod parts;
mod path_walk;
mod placed;
mod placing;
mod point;
mod positions;
mod rules;
mod shape;
mod shield;
mod text;
mod tolerance;
mod tries;
mod walk;
mod wrap;

pub use placed::{PlacedLabel, PlacedPass};

pub(super) use walk::place_labels;

#[cfg(test)]
mod tests;
