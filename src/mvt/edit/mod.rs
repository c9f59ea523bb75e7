//! Edits tiles. Unchanged parts are copied byte for byte.

mod clip;
mod layers;
mod overzoom;
mod tags;

pub use layers::LayerChoice;
pub use overzoom::overzoom;
pub use tags::{TagEdit, rewrite_tags};
