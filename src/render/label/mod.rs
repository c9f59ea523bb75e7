//! Text, shields, markers and points of layers of rules: their positions and display items.
//!
//! They are placed as in Mapnik: in drawing order, first come first served. As in [`symbol`](super::symbol), places are
//! given for a region and not for a tile, in an order that depends only on the data, so that a label that crosses the
//! edge of two pictures is drawn in both, with the same pixels. A label belongs to the one tile in whose square its
//! anchor point lies.

mod along;
mod cells;
mod detector;
mod feature;
mod interior;
mod marker_image;
mod markers;
mod placed;
mod placing;
mod point;
mod positions;
mod shield;
mod text;
mod walk;

pub use placed::{PlacedLabel, PlacedPass};

pub(super) use walk::place_labels;
