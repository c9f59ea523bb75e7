//! The positions at which a label is tried.

use super::setting::setting;
use crate::style::{
    mapnik::{attributes::AttributeReader, map::MapnikSymbolizer},
    symbolizer::LabelPositions,
};

/// Maximum number of `Placement` elements.
const MAX_PLACEMENTS: usize = 64;

/// Reads the positions; `None` if there is nothing to draw.
pub(super) fn read(reader: &mut AttributeReader<'_>, is_shield: bool) -> Option<LabelPositions> {
    let first = setting(reader, is_shield)?;
    let kind = reader.raw("placement-type").map(|it| it.value.trim().to_owned());
    let placements = reader.raw("placements").is_some();
    match kind.as_deref() {
        Some("simple") if placements => {
            let words = reader.value("placements", "X".to_owned(), |text| {
                (!text.contains('[')).then(|| text.trim_matches('"').to_owned())
            });
            Some(LabelPositions::Simple(Box::new(first), words))
        }
        Some("list") => {
            let mut all = vec![first];
            let mut before = reader.element.clone();
            for child in reader.element.children.iter().filter(|it| it.element == "Placement").take(MAX_PLACEMENTS) {
                before = changed(&before, child);
                let mut inner = AttributeReader {
                    element: &before,
                    font_sets: reader.font_sets,
                    keys: reader.keys,
                    problems: reader.problems,
                    asked: Vec::new(),
                };
                all.extend(setting(&mut inner, is_shield));
            }
            Some(LabelPositions::List(all))
        }
        _ => Some(LabelPositions::One(Box::new(first))),
    }
}

/// A `Placement` has the properties of the one before it, except for those that it gives itself.
fn changed(before: &MapnikSymbolizer, placement: &MapnikSymbolizer) -> MapnikSymbolizer {
    let mut next = before.clone();
    for attribute in &placement.attributes {
        next.attributes.retain(|it| it.name != attribute.name);
        next.attributes.push(attribute.clone());
    }
    if placement.text.is_some() || !placement.children.is_empty() {
        next.text.clone_from(&placement.text);
        next.children.clone_from(&placement.children);
    }
    next
}
