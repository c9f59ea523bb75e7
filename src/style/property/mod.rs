//! Properties of layers: constants or expressions, and the Rust types of their values.

mod field;
mod keywords;
mod parts;
mod scalar;
mod value;

pub use field::Property;
pub(in crate::style) use keywords::keywords;
pub(super) use parts::{Colors, Numbers, Padding};
pub use value::PropertyValue;
