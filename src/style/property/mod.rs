//! Properties of layers: fixed values or expressions, and the Rust types they can have.

mod field;
mod parts;
mod scalar;
mod value;

pub use field::Property;
pub use parts::{Colors, Numbers, Padding};
pub use value::PropertyValue;
