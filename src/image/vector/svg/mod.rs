//! Reads SVG as Mapnik does: shapes, groups, `use`, gradients and plain CSS. Text, images, clip paths, masks, patterns and
//! filters are left out. Documents refer to nothing outside of them.

mod basic;
mod error;
mod gradient;
mod look;
mod path_data;
mod reader;
mod sheet;
mod values;
mod viewport;

pub use error::SvgError;
pub use reader::read_svg;

pub(crate) use path_data::read_path;
