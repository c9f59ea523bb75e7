//! Styles and rules.

use roxmltree::Node;

use super::elements::ElementReader;
use crate::style::mapnik::map::{MapnikFilter, MapnikRule, MapnikStyle};

/// The elements of a rule that are no symbolizers.
const OF_RULES: [&str; 5] = ["Filter", "ElseFilter", "AlsoFilter", "MinScaleDenominator", "MaxScaleDenominator"];

impl ElementReader<'_> {
    /// Reads a style.
    pub(super) fn style(&mut self, node: Node<'_, '_>) -> Option<MapnikStyle> {
        let name = self.required(node, "name")?;
        let mut style = MapnikStyle { name, attributes: self.attributes(node, &["name"]), rules: Vec::new() };
        for child in node.children().filter(Node::is_element) {
            match child.tag_name().name() {
                "Rule" => style.rules.push(self.rule(child)),
                _ => self.unknown(child, &["Rule"]),
            }
        }
        Some(style)
    }

    fn rule(&mut self, node: Node<'_, '_>) -> MapnikRule {
        let mut rule = MapnikRule { span: self.span(node), ..MapnikRule::default() };
        for child in node.children().filter(Node::is_element) {
            match child.tag_name().name() {
                // The first filter is used, and the others have precedence over it.
                "Filter" if rule.filter == MapnikFilter::None => {
                    let text = Self::text(child);
                    if !text.is_empty() {
                        rule.filter = MapnikFilter::Expression(text);
                        rule.span = self.span(child);
                    }
                }
                "Filter" => {}
                "ElseFilter" => rule.filter = MapnikFilter::Else,
                "AlsoFilter" if rule.filter != MapnikFilter::Else => rule.filter = MapnikFilter::Also,
                "AlsoFilter" => {}
                "MinScaleDenominator" => rule.min_scale = self.number(child),
                "MaxScaleDenominator" => rule.max_scale = self.number(child),
                name if name.ends_with("Symbolizer") => {
                    let symbolizer = self.symbolizer(child);
                    rule.symbolizers.push(symbolizer);
                }
                _ => self.unknown(child, &OF_RULES),
            }
        }
        rule
    }
}
