//! The text of a label.

use super::format::change;
use crate::style::{
    mapnik::{attributes::AttributeReader, map::MapnikSymbolizer},
    symbolizer::TextContent,
};

/// Maximum depth of nested formats.
const MAX_DEPTH: usize = 16;

/// The text of `element` and of the formats in it.
pub(super) fn content(reader: &mut AttributeReader<'_>, element: &MapnikSymbolizer, depth: usize) -> Vec<TextContent> {
    let mut parts: Vec<TextContent> = Vec::new();
    if let Some(text) = element.text.clone().or_else(|| named(reader, element)).filter(|it| !it.value.trim().is_empty())
    {
        parts.extend(reader.expression(&text).map(TextContent::Text));
    }
    for child in element.children.iter().filter(|_| depth < MAX_DEPTH) {
        match child.element.as_str() {
            "Format" | "Layout" => {
                if child.element == "Layout" {
                    reader.element_not_drawn(child, "its text is not moved");
                }
                let parts_within = content(reader, child, depth + 1);
                let change = change(reader, child);
                parts.push(TextContent::Formatted(Box::new(change), parts_within));
            }
            // An expression as an element of its own.
            "Text" | "ExpressionFormat" => parts.extend(content(reader, child, depth + 1)),
            _ => {}
        }
    }
    parts
}

/// The deprecated attribute `name`.
fn named(reader: &mut AttributeReader<'_>, element: &MapnikSymbolizer) -> Option<crate::style::mapnik::map::Attribute> {
    reader.asked.push("name");
    element.attributes.iter().find(|it| it.name == "name").cloned()
}
