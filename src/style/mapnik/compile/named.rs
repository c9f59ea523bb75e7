//! The attributes of elements that are no symbolizers.

use crate::{
    diagnostic::{Diagnostics, Span},
    style::{
        expression::Keys,
        mapnik::{
            attributes::AttributeReader,
            map::{Attribute, MapnikSymbolizer},
        },
    },
};

/// Calls `read` with a reader of `attributes` of the element `name`, and reports those that it did not ask for.
pub(super) fn read_attributes<T>(
    name: &str,
    attributes: &[Attribute],
    span: Option<Span>,
    problems: &mut Diagnostics,
    read: impl FnOnce(&mut AttributeReader<'_>) -> T,
) -> T {
    let element = MapnikSymbolizer {
        element: name.to_owned(),
        attributes: attributes.to_vec(),
        span,
        ..MapnikSymbolizer::default()
    };
    let mut reader =
        AttributeReader { element: &element, font_sets: &[], keys: &mut Keys::default(), problems, asked: Vec::new() };
    let found = read(&mut reader);
    reader.report_unknown();
    found
}
