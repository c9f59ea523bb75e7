//! Which Rust types properties can have.

use crate::style::expression::Value;

/// A Rust type that a property can have.
pub trait PropertyValue: Clone {
    /// From an evaluated or literal value; `None` if it has the wrong type or is out of range.
    fn from_value(value: Value<'_>) -> Option<Self>;
}
