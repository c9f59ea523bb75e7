//! What configured styles need: their sources, the layers of those, sprites and their images, fonts, and the layers that
//! the configuration names. Style files are read here already, so that a broken style is a finding of `karto check` and
//! not a surprise at the start.
//!
//! [`load`] and its relatives read a configuration and check it in whole. Every command gets its settings from them, so
//! that nothing starts with a configuration that `karto check` refuses.

mod chosen_layers;
mod drawn_style;
mod fonts;
mod images;
mod load;
mod own_data;
mod sources;
mod sprites;
mod style_file;
mod styles;
mod vector_layers;

pub use load::{embedded_default, load, load_embedded, load_or_default};
