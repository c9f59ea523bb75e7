//! Typed access to the attributes of a symbolizer.

mod blend;
mod effect;
mod literal;
mod reader;
#[cfg(test)]
mod tests;
mod transform;
mod transform_list;

pub(super) use reader::AttributeReader;
