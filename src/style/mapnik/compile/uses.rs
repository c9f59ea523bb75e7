//! The names of what a map needs from outside.

use std::collections::BTreeSet;

use super::compiled::UsedName;
use crate::style::mapnik::map::{Attribute, MapnikMap, MapnikSymbolizer};

/// The deepest nesting of elements within a symbolizer that is looked at.
const DEEPEST: usize = 16;

/// The faces of labels: those that symbolizers name, and those of the sets that they name.
pub(super) fn faces(map: &MapnikMap) -> Vec<UsedName> {
    let mut names = Names::default();
    each_attribute(map, &mut |attribute| match attribute.name.as_str() {
        "face-name" => names.add(attribute.value.trim(), attribute),
        "fontset-name" => {
            let sets = map.font_sets.iter().filter(|it| it.name == attribute.value.trim());
            sets.flat_map(|it| &it.faces).for_each(|face| names.add(face, attribute));
        }
        _ => {}
    });
    names.found
}

/// The image files of symbolizers.
pub(super) fn files(map: &MapnikMap) -> Vec<UsedName> {
    let mut names = Names::default();
    each_attribute(map, &mut |attribute| {
        if attribute.name == "file" && !attribute.value.trim().starts_with("shape://") {
            names.add(attribute.value.trim(), attribute);
        }
    });
    names.found
}

/// Names in the order of their first use.
#[derive(Default)]
struct Names {
    known: BTreeSet<String>,
    found: Vec<UsedName>,
}

impl Names {
    fn add(&mut self, name: &str, at: &Attribute) {
        if !name.is_empty() && self.known.insert(name.to_owned()) {
            self.found.push(UsedName { name: name.to_owned(), span: at.span });
        }
    }
}

fn each_attribute<'m>(map: &'m MapnikMap, visit: &mut impl FnMut(&'m Attribute)) {
    let symbolizers = map.styles.iter().flat_map(|it| &it.rules).flat_map(|it| &it.symbolizers);
    symbolizers.for_each(|it| each_within(it, visit, 0));
}

fn each_within<'m>(element: &'m MapnikSymbolizer, visit: &mut impl FnMut(&'m Attribute), depth: usize) {
    element.attributes.iter().for_each(&mut *visit);
    if depth < DEEPEST {
        element.children.iter().for_each(|it| each_within(it, visit, depth + 1));
    }
}
