//! Properties of layers: constants or expressions, and the Rust types of their values.

mod field;
mod parts;
mod scalar;
mod value;

pub use field::Property;
pub(super) use parts::{Colors, Numbers, Padding};
pub use value::PropertyValue;
