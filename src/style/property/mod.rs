//! Properties of layers: fixed values or expressions, and the Rust types they can have.

mod parts;
#[expect(clippy::module_inception, reason = "the type that gives the folder its name")]
mod property;
mod scalar;
mod value;

pub use parts::{Colors, Numbers, Padding};
pub use property::Property;
pub use value::PropertyValue;
