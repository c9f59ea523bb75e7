//! Checks a value against its shape.

use super::{At, Checker};
use crate::config::{
    document::{DocumentNode, Kind, scalar::ScalarValue},
    keys::Shape,
    templates::{Braces, leftover},
    values,
};

impl Checker<'_> {
    /// Checks that `node` has `shape`.
    pub(crate) fn value(&mut self, node: &DocumentNode, shape: &Shape, at: &At) {
        if matches!(node.kind, Kind::Broken) {
            return;
        }
        if let Shape::Free(braces) = shape {
            return self.free(node, *braces, at);
        }
        if node.variable().is_some() && is_void(node) {
            // This is reported once, where the variable is defined.
            return;
        }
        if matches!(node.kind, Kind::Null) {
            return self.no_value(node, shape, at);
        }
        if self.template(node, shape, at) {
            return;
        }
        match shape {
            Shape::Bool if !matches!(node.scalar().map(|s| s.value), Some(ScalarValue::Bool(_))) => {
                self.not_boolean(node, at)
            }
            Shape::Integer(min, max) => match node.scalar().and_then(values::integer) {
                Some(n) if (*min..=*max).contains(&n) => {}
                Some(_) => self.out_of_range(node, shape, at),
                None => self.wrong_type(node, shape, at),
            },
            Shape::Number(min, max) => match node.scalar().and_then(values::number) {
                Some(n) if (*min..=*max).contains(&n) => {}
                Some(_) => self.out_of_range(node, shape, at),
                None => self.wrong_type(node, shape, at),
            },
            Shape::Text(form) => self.text(node, *form, at),
            Shape::Secret => self.secret(node, at),
            Shape::Choice(words) => self.choice(node, words, at),
            Shape::Duration { milliseconds }
                if node.scalar().is_none_or(|s| values::duration(s, *milliseconds).is_none()) =>
            {
                self.wrong_type(node, shape, at);
            }
            Shape::Bytes if node.scalar().is_none_or(|s| values::bytes(s).is_none()) => {
                self.wrong_type(node, shape, at)
            }
            Shape::Reference => self.reference(node, at),
            Shape::Loader => self.loader(node, at),
            Shape::List(item) => match &node.kind {
                Kind::Sequence(items) => self.items(items, item, at),
                _ => self.wrong_type(node, shape, at),
            },
            Shape::OneOrMore(item) => match &node.kind {
                Kind::Sequence(items) => self.items(items, item, at),
                _ => self.value(node, item, at),
            },
            Shape::Map(value) => match &node.kind {
                Kind::Mapping(entries) => {
                    for entry in entries {
                        self.template_key(entry, &at.path);
                        self.value(&entry.value, value, &At::key(&at.path, &entry.key));
                    }
                }
                _ => self.wrong_type(node, shape, at),
            },
            Shape::Section(section) => self.section(node, section, at),
            Shape::Params => match self.params {
                Some(section) => self.section(node, section, at),
                None => self.free(node, Braces::Free, at),
            },
            Shape::Either(shapes) => match shapes.iter().find(|s| self.fits(node, s)) {
                Some(shape) => self.value(node, shape, at),
                None => self.wrong_type(node, shape, at),
            },
            _ => {}
        }
    }

    fn items(&mut self, items: &[DocumentNode], shape: &Shape, at: &At) {
        for (i, item) in items.iter().enumerate() {
            self.value(item, shape, &at.item(i));
        }
    }

    /// Whether `node` has the type that `shape` expects, regardless of its content.
    fn fits(&self, node: &DocumentNode, shape: &Shape) -> bool {
        match (shape, &node.kind) {
            (Shape::Off, Kind::Scalar(s)) => s.value == ScalarValue::Bool(false),
            (Shape::Text(_) | Shape::Secret | Shape::Choice(_), Kind::Scalar(s)) => {
                s.value == ScalarValue::Text || node.environment().is_some()
            }
            (Shape::Section(_) | Shape::Map(_) | Shape::Reference | Shape::Params, Kind::Mapping(_)) => true,
            (Shape::List(_), Kind::Sequence(_)) => true,
            (Shape::OneOrMore(_), _) => true,
            _ => false,
        }
    }
}

/// Whether the content of a variable is missing or is template text.
fn is_void(node: &DocumentNode) -> bool {
    matches!(node.kind, Kind::Null) || node.text().is_some_and(|text| leftover(text, Braces::Tile).is_some())
}
