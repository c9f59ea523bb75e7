//! Properties of the map.

use super::{emitter::Emitter, mistakes};
use crate::style::{carto::cascade::DefinitionId, mapnik::Attribute};

impl Emitter<'_, '_> {
    /// Sets the properties that `Map { … }` has.
    pub(crate) fn map(&mut self, definitions: &[DefinitionId], attributes: &mut Vec<Attribute>) {
        let (book, reference) = (self.book, self.evaluator.reference);
        for id in definitions {
            if !book.definition(*id).is_some_and(|d| d.is_map()) {
                continue;
            }
            for (_, rule) in book.rules_of(*id) {
                let declaration = &rule.declaration;
                if !reference.is_map_key(&declaration.name) {
                    self.evaluator.report(mistakes::not_of_map(declaration, reference));
                    continue;
                }
                if let Some(attribute) = self.attribute(declaration) {
                    attributes.retain(|a| a.name != attribute.name);
                    attributes.push(attribute);
                }
            }
        }
    }
}
