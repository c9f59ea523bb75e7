//! What is known about a property.

use crate::style::maplibre::support::Support;

/// A property that layers of one kind have.
#[derive(Debug, Clone, Copy)]
pub struct PropertyEntry {
    /// `layout` or `paint`.
    pub section: &'static str,
    /// Its name.
    pub name: &'static str,
    /// What is made of it.
    pub support: Support,
}
