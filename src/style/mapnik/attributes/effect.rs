//! Attributes without effect.

use super::reader::AttributeReader;
use crate::{
    diagnostic::{Code, Diagnostic},
    style::mapnik::map::MapnikSymbolizer,
};

impl AttributeReader<'_> {
    /// Attributes that are accepted although they change nothing here. One that is written gets a remark.
    pub(in crate::style::mapnik) fn ignore(&mut self, names: &[&'static str]) {
        for name in names {
            if let Some(attribute) = self.raw(name).cloned().filter(|it| it.span.is_some()) {
                let message = format!("`{name}` of `{}` has no effect", self.element.element);
                let problem = Diagnostic::info(Code::NotUsed, attribute.span, message).at(&self.element.element);
                self.problems.push(problem);
            }
        }
    }

    /// Attributes that say nothing about the picture.
    pub(in crate::style::mapnik) fn accept(&mut self, names: &[&'static str]) {
        self.asked.extend(names);
    }

    /// Reports attributes that are accepted but not drawn.
    pub(in crate::style::mapnik) fn not_drawn(&mut self, names: &[&'static str]) {
        for name in names {
            if let Some(attribute) = self.raw(name).cloned() {
                let message = format!("`{name}` of `{}` is not drawn", self.element.element);
                let problem = Diagnostic::warning(Code::StyleNotDrawn, self.place(&attribute), message);
                self.problems.push(problem.at(&self.element.element));
            }
        }
    }

    /// Reports an element within the symbolizer that has not the effect it has in Mapnik.
    pub(in crate::style::mapnik) fn element_not_drawn(&mut self, child: &MapnikSymbolizer, why: &str) {
        let message = format!("`{}` within `{}` is not drawn: {why}", child.element, self.element.element);
        let problem = Diagnostic::warning(Code::StyleNotDrawn, child.span.or(self.element.span), message);
        self.problems.push(problem.at(&self.element.element));
    }
}
