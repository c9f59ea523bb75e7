//! Declarations as attributes.

use std::rc::Rc;

use super::{emitter::Emitter, emitter::Evaluated, entities::decoded, mistakes};
use crate::style::{
    carto::{
        syntax::CartoDeclaration,
        value::{NodeKind, NodeRef},
    },
    mapnik::Attribute,
};

impl Emitter<'_, '_> {
    /// The evaluated value of a declaration.
    pub(super) fn evaluated(&mut self, declaration: &Rc<CartoDeclaration>) -> Evaluated {
        if let Some(known) = self.cache.get(declaration, self.evaluator.rounded) {
            return known;
        }
        let value = self.evaluator.evaluate(&declaration.value);
        let items: Rc<[NodeRef]> = match &value.kind {
            NodeKind::List(items) => items.as_slice().into(),
            _ => [value.clone()].into(),
        };
        let valid = self.check(declaration, &items);
        self.cache.put(declaration, items, valid, self.evaluator.rounded)
    }

    fn check(&mut self, declaration: &CartoDeclaration, items: &[NodeRef]) -> bool {
        let reference = self.evaluator.reference;
        let Some(property) = reference.property(&declaration.name) else {
            self.evaluator.report(mistakes::property(declaration, reference));
            return false;
        };
        let valid = self.is_valid(property, items);
        if !valid {
            self.evaluator.report(mistakes::value(declaration, property, items));
        }
        valid
    }

    /// The attribute of a declaration; `None` if its value is wrong.
    pub(super) fn attribute(&mut self, declaration: &Rc<CartoDeclaration>) -> Option<Attribute> {
        let evaluated = self.evaluated(declaration);
        let property = self.evaluator.reference.property(&declaration.name)?;
        if !evaluated.valid {
            return None;
        }
        let span = Some(declaration.span);
        if property.font && evaluated.items.len() > 1 {
            let value = self.fonts.name(&evaluated.items);
            return Some(Attribute { name: "fontset-name".into(), value, span });
        }
        Some(Attribute { name: property.xml.into(), value: decoded(&text(&evaluated.items, ", ")), span })
    }

    /// The text of a declaration whose value is the content of an element.
    pub(super) fn content(&mut self, declaration: &Rc<CartoDeclaration>) -> Option<Attribute> {
        let evaluated = self.evaluated(declaration);
        let value = text(&evaluated.items, ", ");
        evaluated.valid.then(|| Attribute { name: String::new(), value, span: Some(declaration.span) })
    }

    /// The text of a list of filters of images.
    pub(super) fn image_filters(&mut self, declaration: &Rc<CartoDeclaration>) -> Option<String> {
        let evaluated = self.evaluated(declaration);
        evaluated.valid.then(|| text(&evaluated.items, ","))
    }
}

/// The texts of values with a separator between them.
fn text(items: &[NodeRef], separator: &str) -> String {
    match items {
        [item] => item.text(false),
        _ => items.iter().map(|item| item.text(false)).collect::<Vec<_>>().join(separator),
    }
}
