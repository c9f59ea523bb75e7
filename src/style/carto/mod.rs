//! CartoCSS: reads the projects that carto compiles, and compiles them to the same Mapnik map.
//!
//! A style sheet is read into a syntax tree (`parse`, `syntax`), whose blocks become definitions that inherit from each
//! other (`cascade`), which are written as styles (`emit`). Values (`value`) are evaluated (`evaluate`) as late as carto
//! does, so that only errors in what is used are errors.

mod cascade;
mod color;
mod compile;
mod emit;
mod evaluate;
mod filter;
mod number;
mod parse;
mod project;
mod reference;
mod support_page;
mod syntax;
mod value;
mod version;
mod zoom;

pub use compile::compile;
pub use project::{CartoLayer, CartoProject, CartoSheet};
pub use support_page::support_page;
pub use version::CartoVersion;
