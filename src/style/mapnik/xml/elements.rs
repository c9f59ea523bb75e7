//! What all elements have in common.

use roxmltree::Node;

use super::expand::Expanded;
use crate::{
    diagnostic::{Code, Diagnostic, Diagnostics, Span},
    spelling::did_you_mean,
    style::mapnik::map::Attribute,
};

/// Reads elements of one document.
pub(super) struct ElementReader<'r> {
    pub expanded: &'r Expanded,
    pub problems: &'r mut Diagnostics,
}

impl ElementReader<'_> {
    /// The place of an element: its opening tag.
    pub(super) fn span(&self, node: Node<'_, '_>) -> Option<Span> {
        let range = node.range();
        let tag = self.expanded.text.get(range.clone()).and_then(|it| it.find(['>', '\n']));
        self.expanded.span(range.start..tag.map_or(range.end, |length| range.start + length + 1))
    }

    /// The attributes except those called `without`.
    pub(super) fn attributes(&self, node: Node<'_, '_>, without: &[&str]) -> Vec<Attribute> {
        let own = node.attributes().filter(|it| !without.contains(&it.name()));
        own.map(|it| Attribute {
            name: it.name().to_owned(),
            value: it.value().to_owned(),
            span: self.expanded.span(it.range_value()),
        })
        .collect()
    }

    /// The attribute `name` that an element must have.
    pub(super) fn required(&mut self, node: Node<'_, '_>, name: &str) -> Option<String> {
        let found = node.attribute(name).map(str::to_owned);
        if found.is_none() {
            let message = format!("`{}` needs the attribute `{name}`", node.tag_name().name());
            self.report(Diagnostic::error(Code::StyleInvalid, self.span(node), message), node);
        }
        found
    }

    /// The text within an element, without blanks around it.
    pub(super) fn text(node: Node<'_, '_>) -> String {
        let all: String = node.children().filter(Node::is_text).filter_map(|it| it.text()).collect();
        all.trim().to_owned()
    }

    /// The text within an element as an attribute with its place.
    pub(super) fn text_attribute(&self, text: Node<'_, '_>, name: &str) -> Option<Attribute> {
        let value = text.text().map(str::trim).filter(|it| !it.is_empty())?;
        Some(Attribute { name: name.to_owned(), value: value.to_owned(), span: self.expanded.span(text.range()) })
    }

    /// The number within an element.
    pub(super) fn number(&mut self, node: Node<'_, '_>) -> Option<f64> {
        let text = Self::text(node);
        let number = text.parse().ok().filter(|it: &f64| it.is_finite());
        if number.is_none() {
            let message = format!("`{}` is a number, not `{text}`", node.tag_name().name());
            self.report(Diagnostic::error(Code::StyleValue, self.span(node), message), node);
        }
        number
    }

    /// Warns of an element that is none of `known`.
    pub(super) fn unknown(&mut self, node: Node<'_, '_>, known: &[&str]) {
        let name = node.tag_name().name();
        let parent = node.parent().map(|it| it.tag_name().name()).unwrap_or_default();
        let message = format!("unknown element `{name}` in `{parent}`");
        let mut problem = Diagnostic::warning(Code::StyleProperty, self.span(node), message)
            .suggest(did_you_mean(name, known.iter().copied()));
        if name == "CssParameter" {
            problem = problem.help("write it as an attribute, as Mapnik requires since version 2");
        }
        self.report(problem, node);
    }

    /// Reports a problem with an element.
    pub(super) fn report(&mut self, problem: Diagnostic, node: Node<'_, '_>) {
        let mut path: Vec<&str> = node.ancestors().map(|it| it.tag_name().name()).filter(|it| !it.is_empty()).collect();
        path.reverse();
        self.problems.push(problem.at(path.join(".")));
    }
}
