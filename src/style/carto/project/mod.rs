//! Projects: lists of layers and style sheets.

mod item;
mod mistakes;
mod mml;
mod read;
mod scalar;
mod sheets;
mod tm2;
mod yaml;

pub use item::{CartoLayer, CartoProject, CartoSheet};
