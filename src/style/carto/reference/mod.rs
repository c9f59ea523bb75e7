//! The properties that a version of Mapnik has.

mod property;
mod table;

pub(super) use property::{CartoProperty, Serialization, ValueType};
pub(super) use table::ReferenceTable;
