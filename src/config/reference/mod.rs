//! The reference of the configuration, generated from the tables in `keys`.

mod json_schema;
mod markdown;

pub use json_schema::json_schema;
pub use markdown::markdown;

use super::keys::{KeySection, Shape};

/// Collects the sections that `shape` refers to.
fn sections_of(shape: &'static Shape, found: &mut Vec<&'static KeySection>) {
    match shape {
        Shape::Section(section) => section_and_below(section, found),
        Shape::List(inner) | Shape::OneOrMore(inner) | Shape::Map(inner) => sections_of(inner, found),
        Shape::Either(shapes) => shapes.iter().for_each(|s| sections_of(s, found)),
        _ => {}
    }
}

/// Collects `section` and all sections below it, each once, in the order of the tables.
fn section_and_below(section: &'static KeySection, found: &mut Vec<&'static KeySection>) {
    if found.iter().any(|f| f.name == section.name) {
        return;
    }
    found.push(section);
    for key in section.keys {
        sections_of(&key.shape, found);
    }
}
