//! The Rust types of properties.

use crate::style::expression::Value;

/// A Rust type for properties.
pub trait PropertyValue: Clone {
    /// Converts an evaluated or literal value; `None` if it has the wrong type or is out of range.
    fn from_value(value: Value<'_>) -> Option<Self>;

    /// The words that are accepted, if the type is one of keywords and names them.
    fn words() -> &'static [&'static str] {
        &[]
    }
}
