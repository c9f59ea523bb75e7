//! Style sheets within a document.

use roxmltree::{Document, Node};
use simplecss::{AttributeOperator, Element, PseudoClass, StyleSheet};

/// An element that selectors are compared with.
struct SheetElement<'a, 'input>(Node<'a, 'input>);

impl Element for SheetElement<'_, '_> {
    fn parent_element(&self) -> Option<Self> {
        self.0.parent_element().map(SheetElement)
    }

    fn prev_sibling_element(&self) -> Option<Self> {
        self.0.prev_sibling_element().map(SheetElement)
    }

    fn has_local_name(&self, name: &str) -> bool {
        self.0.tag_name().name() == name
    }

    fn attribute_matches(&self, name: &str, operator: AttributeOperator<'_>) -> bool {
        self.0.attribute(name).is_some_and(|value| operator.matches(value))
    }

    fn pseudo_class_matches(&self, class: PseudoClass<'_>) -> bool {
        class == PseudoClass::FirstChild && self.prev_sibling_element().is_none()
    }
}

/// The style sheets of a document.
pub(super) fn sheets<'a>(document: &'a Document<'_>) -> StyleSheet<'a> {
    let mut sheet = StyleSheet::new();
    for style in document.descendants().filter(|node| node.tag_name().name() == "style") {
        style.descendants().filter_map(|node| node.text().filter(|_| node.is_text())).for_each(|text| {
            sheet.parse_more(text);
        });
    }
    sheet
}

/// The declarations that apply to an element, the strongest last.
pub(super) fn declarations<'s>(
    sheet: &'s StyleSheet<'_>,
    node: Node<'_, '_>,
) -> impl Iterator<Item = (&'s str, &'s str)> {
    let element = SheetElement(node);
    let rules = sheet.rules.iter().filter(move |rule| rule.selector.matches(&element));
    rules.flat_map(|rule| rule.declarations.iter().map(|it| (it.name, it.value)))
}
