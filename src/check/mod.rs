//! Checks the styles of a configuration: their sources and vector layers, sprites and images, fonts, and the layers
//! that the configuration names. Style files are read here, so that `karto check` reports errors in styles.
//!
//! [`load()`] and the similar functions read and check a whole configuration. All commands use them, so that no command
//! runs with a configuration that `karto check` rejects.

mod chosen_layers;
mod drawn_style;
mod fonts;
mod images;
mod load;
mod map;
mod map_faces;
mod own_data;
mod sources;
mod sprites;
mod style_file;
mod styles;
mod vector_layers;

pub use load::{embedded_default, load, load_embedded, load_or_default};
