//! Styles.

use std::{collections::HashMap, rc::Rc};

use super::{emitter::Emitter, entities::decoded};
use crate::style::{
    carto::{
        cascade::{DefinitionId, RuleId},
        number::whole_number,
        syntax::CartoDeclaration,
        value::NodeKind,
    },
    mapnik::{Attribute, MapnikStyle},
};

impl Emitter<'_, '_> {
    /// The style with these definitions; `None` if it has nothing to draw.
    pub(crate) fn style(&mut self, name: String, definitions: &[DefinitionId]) -> Option<MapnikStyle> {
        let mut open = HashMap::new();
        let (mut rules, mut has_rules) = (Vec::new(), false);
        for id in definitions {
            let own = self.rules(*id, &mut open);
            let empty = own.len() > 1 && self.evaluator.version.keeps_empty_rules();
            has_rules |= empty || own.iter().any(Option::is_some);
            rules.extend(own.into_iter().flatten());
        }
        let own = self.style_attributes(definitions);
        if own.is_empty() && !has_rules {
            return None;
        }
        let mode = Attribute { name: "filter-mode".into(), value: "first".into(), span: None };
        let attributes = std::iter::once(mode).chain(own).collect();
        Some(MapnikStyle { name, attributes, rules })
    }

    /// The attributes of a style: of each property, the most specific declaration counts, but all filters of images.
    fn style_attributes(&mut self, definitions: &[DefinitionId]) -> Vec<Attribute> {
        let mut found: HashMap<&'static str, Vec<(RuleId, Rc<CartoDeclaration>)>> = HashMap::new();
        let book = self.book;
        for (id, rule) in definitions.iter().flat_map(|id| book.rules_of(*id)) {
            let Some(name) = STYLE_PROPERTIES.into_iter().find(|p| **p == *rule.declaration.name) else { continue };
            let may_be_none = matches!(name, "opacity" | "image-filters-inflate");
            if !may_be_none && is_none(&rule.declaration) {
                continue;
            }
            let declarations = found.entry(name).or_default();
            if !declarations.iter().any(|(known, _)| *known == id) {
                declarations.push((id, rule.declaration.clone()));
            }
        }
        let mut attributes = Vec::new();
        for name in STYLE_PROPERTIES {
            let Some(declarations) = found.get(name) else { continue };
            let Some((_, first)) = declarations.first() else { continue };
            let value = match name {
                "image-filters" | "direct-image-filters" => {
                    let texts: Vec<_> = declarations.iter().filter_map(|(_, d)| self.image_filters(d)).collect();
                    Some(texts.join(","))
                }
                _ => {
                    let value = self.evaluator.evaluate(&first.value);
                    let text = value.text(false);
                    let neutral = match name {
                        "comp-op" => text == "src-over",
                        "opacity" => whole_number(&text) == 1.0,
                        _ => false,
                    };
                    (!neutral).then_some(text)
                }
            };
            attributes.extend(value.map(|value| Attribute {
                name: name.into(),
                value: decoded(&value),
                span: Some(first.span),
            }));
        }
        attributes
    }
}

/// The properties of styles.
const STYLE_PROPERTIES: [&str; 5] =
    ["image-filters", "image-filters-inflate", "direct-image-filters", "comp-op", "opacity"];

/// Whether the value is written as `none`.
fn is_none(declaration: &CartoDeclaration) -> bool {
    let NodeKind::List(items) = &declaration.value.kind else { return false };
    let first = items.first().map(|item| &item.kind);
    matches!(first, Some(NodeKind::Sequence(words)) if words.first().is_some_and(|w| w.keyword() == Some("none")))
}
