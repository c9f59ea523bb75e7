//! Layers.

use std::collections::BTreeMap;

use roxmltree::Node;

use super::elements::ElementReader;
use crate::{
    diagnostic::{Code, Diagnostic},
    style::mapnik::map::{Attribute, MapnikLayer},
};

/// The data sources that layers may refer to, by their names.
pub(super) type DataSources = BTreeMap<String, Vec<Attribute>>;

impl ElementReader<'_> {
    /// Reads a layer. Layers within it follow it.
    pub(super) fn layer(
        &mut self,
        node: Node<'_, '_>,
        sources: &DataSources,
        depth: usize,
        into: &mut Vec<MapnikLayer>,
    ) {
        let mut layer = MapnikLayer {
            name: node.attribute("name").unwrap_or_default().to_owned(),
            attributes: self.attributes(node, &["name"]),
            span: self.span(node),
            ..MapnikLayer::default()
        };
        let mut within = Vec::new();
        for child in node.children().filter(Node::is_element) {
            match child.tag_name().name() {
                "StyleName" => layer.styles.push(Self::text(child)),
                "Datasource" => layer.data_source = self.data_source(child, sources),
                "Layer" if depth < 10 => within.push(child),
                _ => self.unknown(child, &["StyleName", "Datasource", "Layer"]),
            }
        }
        into.push(layer);
        for child in within {
            let message = "the layer is drawn after the one that it is in, not within it";
            self.report(Diagnostic::warning(Code::StyleNotDrawn, self.span(child), message), child);
            self.layer(child, sources, depth + 1, into);
        }
    }

    /// The parameters of a data source, with those of the one that it is based on.
    pub(super) fn data_source(&mut self, node: Node<'_, '_>, sources: &DataSources) -> Vec<Attribute> {
        let mut parameters = node.attribute("base").and_then(|base| sources.get(base)).cloned().unwrap_or_default();
        for child in node.children().filter(Node::is_element) {
            if child.tag_name().name() != "Parameter" {
                self.unknown(child, &["Parameter"]);
                continue;
            }
            if let Some(name) = self.required(child, "name") {
                parameters.retain(|it| it.name != name);
                parameters.push(Attribute { name, value: Self::text(child), span: self.span(child) });
            }
        }
        parameters
    }
}
