//! Symbolizers.

use std::rc::Rc;

use super::{emitter::Emitter, entities::decoded, mistakes};
use crate::style::{
    carto::{
        reference::{CartoProperty, Serialization, ValueType},
        syntax::CartoDeclaration,
        value::{NodeKind, NodeRef, StopNode},
    },
    mapnik::{Attribute, MapnikSymbolizer},
};

/// The declarations of a symbolizer with the ids of their names.
pub(super) type SymbolizerParts = Vec<(u32, Rc<CartoDeclaration>)>;

impl Emitter<'_, '_> {
    /// The symbolizer that the declarations belong to; `None` if the property is unknown.
    pub(super) fn symbolizer_name(&self, parts: &SymbolizerParts) -> Option<&'static str> {
        let (_, first) = parts.first()?;
        self.evaluator.reference.property(&first.name).map(|p| p.symbolizer)
    }

    /// The symbolizer with these declarations; `None` if it is not drawn.
    pub(super) fn symbolizer(&mut self, parts: &SymbolizerParts) -> Option<MapnikSymbolizer> {
        let reference = self.evaluator.reference;
        let Some(name) = self.symbolizer_name(parts) else {
            for (_, declaration) in parts {
                self.evaluated(declaration);
            }
            return None;
        };
        let property = |d: &CartoDeclaration| reference.property(&d.name);
        let whole = parts.iter().any(|(_, d)| property(d).is_some_and(|p| p.xml == "default"));
        if !whole && let Some((_, first)) = parts.first() {
            let has = |css: &str| parts.iter().any(|(_, d)| *d.name == *css);
            if let Some(missing) = reference.required(name).iter().find(|css| !has(css)) {
                self.evaluator.report(mistakes::missing(first, name, missing));
            }
        }
        let mut sorted: Vec<&Rc<CartoDeclaration>> = parts.iter().map(|(_, d)| d).collect();
        if self.evaluator.version.has_whole_symbolizers() {
            sorted.sort_by(|a, b| a.name.cmp(&b.name));
        }
        let span = parts.iter().map(|(_, d)| d).min_by_key(|d| d.index).map(|d| d.span);
        let mut symbolizer = MapnikSymbolizer { element: element_name(name), span, ..Default::default() };
        let mut drawn = true;
        for declaration in sorted {
            if name == "map" {
                self.evaluator.report(mistakes::map_only(declaration));
            }
            let Some(property) = property(declaration) else { continue };
            match property.serialization {
                Serialization::Content => symbolizer.text = self.content(declaration),
                Serialization::Tag => symbolizer.children = self.stops(declaration),
                Serialization::Attribute => drawn &= self.plain(declaration, property, &mut symbolizer.attributes),
            }
        }
        drawn.then_some(symbolizer)
    }

    /// Adds an attribute. False if it says that the symbolizer is not drawn.
    fn plain(
        &mut self,
        declaration: &Rc<CartoDeclaration>,
        property: &CartoProperty,
        attributes: &mut Vec<Attribute>,
    ) -> bool {
        let evaluated = self.evaluated(declaration);
        let word = evaluated.items.first().and_then(|item| item.keyword());
        let v1 = self.evaluator.version.has_whole_symbolizers();
        let hidden = word == Some("none") || v1 && word == Some("auto");
        let is_text = matches!(property.value_type, ValueType::Single("string" | "uri"));
        if (!hidden || is_text)
            && let Some(attribute) = self.attribute(declaration)
        {
            attributes.retain(|a| a.name != attribute.name);
            attributes.push(attribute);
        }
        !(v1 && property.xml == "default" && word == Some("none"))
    }

    fn stops(&mut self, declaration: &Rc<CartoDeclaration>) -> Vec<MapnikSymbolizer> {
        let evaluated = self.evaluated(declaration);
        let mut result = Vec::new();
        for item in evaluated.items.iter().filter(|_| evaluated.valid) {
            match &item.kind {
                NodeKind::Sequence(items) | NodeKind::List(items) => result.extend(items.iter().filter_map(stop)),
                _ => result.extend(stop(item)),
            }
        }
        result
    }
}

fn stop(node: &NodeRef) -> Option<MapnikSymbolizer> {
    let NodeKind::Stop(StopNode { value, color, mode }) = &node.kind else { return None };
    let attribute = |name: &str, node: &NodeRef| Attribute {
        name: name.into(),
        value: decoded(&node.text(false)),
        span: Some(node.span),
    };
    let mut attributes = vec![attribute("value", value)];
    attributes.extend(color.as_ref().map(|color| attribute("color", color)));
    attributes.extend(mode.as_ref().map(|mode| attribute("mode", mode)));
    Some(MapnikSymbolizer { element: "stop".into(), attributes, span: Some(node.span), ..Default::default() })
}

/// `line-pattern` as `LinePatternSymbolizer`.
fn element_name(symbolizer: &str) -> String {
    let mut name: String = symbolizer
        .split('-')
        .flat_map(|word| word.chars().take(1).map(|c| c.to_ascii_uppercase()).chain(word.chars().skip(1)))
        .collect();
    name.push_str("Symbolizer");
    name
}
