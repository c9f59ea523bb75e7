//! Symbolizers with the elements within them.

use roxmltree::Node;

use super::elements::ElementReader;
use crate::style::mapnik::map::MapnikSymbolizer;

/// The deepest nesting of elements within a symbolizer.
const DEEPEST: usize = 16;

impl ElementReader<'_> {
    /// Reads a symbolizer.
    pub(super) fn symbolizer(&mut self, node: Node<'_, '_>) -> MapnikSymbolizer {
        self.part(node, 0)
    }

    /// Reads a symbolizer or an element within it. A text behind an element is a child `Text`.
    fn part(&mut self, node: Node<'_, '_>, depth: usize) -> MapnikSymbolizer {
        let mut part = MapnikSymbolizer {
            element: node.tag_name().name().to_owned(),
            attributes: self.attributes(node, &[]),
            text: None,
            children: Vec::new(),
            span: self.span(node),
        };
        for child in node.children() {
            if child.is_element() && depth >= DEEPEST {
                self.unknown(child, &[]);
            } else if child.is_element() {
                if child.tag_name().name() == "CssParameter" {
                    self.unknown(child, &[]);
                } else {
                    let child = self.part(child, depth + 1);
                    part.children.push(child);
                }
            } else if child.is_text()
                && let Some(text) = self.text_attribute(child, "text")
            {
                if part.text.is_none() && part.children.is_empty() {
                    part.text = Some(text);
                } else {
                    let span = text.span;
                    let element = "Text".to_owned();
                    part.children.push(MapnikSymbolizer {
                        element,
                        text: Some(text),
                        span,
                        ..MapnikSymbolizer::default()
                    });
                }
            }
        }
        part
    }
}
