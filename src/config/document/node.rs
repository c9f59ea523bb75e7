//! YAML values with their place in the file and the origin of their content.

use std::sync::Arc;

use super::scalar::ScalarValue;
use crate::diagnostic::Span;

/// A YAML value.
#[derive(Debug, Clone)]
pub struct DocumentNode {
    /// Where it is written. If the content comes from elsewhere (a variable), this is where it is used; if the value is
    /// missing (`key:`), this is the key with its colon.
    pub span: Span,
    /// The kind of value, with its content.
    pub kind: Kind,
    /// Where the content comes from, if not from this place.
    pub origin: Option<Arc<Origin>>,
}

/// The kind and content of a [`DocumentNode`].
#[derive(Debug, Clone)]
pub enum Kind {
    /// No value, `~` or `null`.
    Null,
    /// A string, number or boolean.
    Scalar(Scalar),
    /// A list.
    Sequence(Vec<DocumentNode>),
    /// Keys and values, in the order of the file.
    Mapping(Vec<MappingEntry>),
    /// A value that has already been reported as invalid; later stages report nothing more about it.
    Broken,
}

/// A scalar as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Scalar {
    /// The text, without quotes and with escapes resolved.
    pub text: String,
    /// The value of the text in YAML's core schema.
    pub value: ScalarValue,
    /// Whether it is written without quotes.
    pub plain: bool,
}

/// One key and its value.
#[derive(Debug, Clone)]
pub struct MappingEntry {
    /// The text of the key, which is always a scalar.
    pub key: String,
    /// Where the key is written.
    pub key_span: Span,
    /// The value.
    pub value: DocumentNode,
}

/// The origin of the content of a [`DocumentNode`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The environment variable of this name. Its value is never printed.
    Environment(String),
    /// An entry of `variables`.
    Variable {
        /// The name of the variable.
        name: String,
        /// Where the variable's value is written.
        defined: Span,
        /// The origin of the variable's own content, if it has one.
        inner: Option<Arc<Origin>>,
    },
}

impl DocumentNode {
    /// A null value.
    pub fn null(span: Span) -> Self {
        Self { span, kind: Kind::Null, origin: None }
    }

    /// A string made by karto, in place of the value written at `span`.
    pub fn text_at(span: Span, text: impl Into<String>) -> Self {
        let text = text.into();
        let value = ScalarValue::Text;
        Self { span, kind: Kind::Scalar(Scalar { text, value, plain: false }), origin: None }
    }

    /// The entries, if it is a mapping.
    pub fn entries(&self) -> &[MappingEntry] {
        match &self.kind {
            Kind::Mapping(entries) => entries,
            _ => &[],
        }
    }

    /// The items, if it is a list.
    pub fn items(&self) -> &[DocumentNode] {
        match &self.kind {
            Kind::Sequence(items) => items,
            _ => &[],
        }
    }

    /// The value of `key`, if this is a mapping with that key.
    pub fn get(&self, key: &str) -> Option<&DocumentNode> {
        self.entries().iter().find(|e| e.key == key).map(|e| &e.value)
    }

    /// The scalar, if it is one.
    pub fn scalar(&self) -> Option<&Scalar> {
        match &self.kind {
            Kind::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// The text of the scalar, whatever its type.
    pub fn text(&self) -> Option<&str> {
        self.scalar().map(|s| s.text.as_str())
    }

    /// The only entry of a mapping with one key.
    pub fn single(&self) -> Option<&MappingEntry> {
        match self.entries() {
            [entry] => Some(entry),
            _ => None,
        }
    }

    /// Where the content is written: the definition of the variable, or this place.
    pub fn content_span(&self) -> Span {
        match self.origin.as_deref() {
            Some(Origin::Variable { defined, .. }) => *defined,
            _ => self.span,
        }
    }

    /// The environment variable that the content comes from, directly or through a variable.
    pub fn environment(&self) -> Option<&str> {
        let mut origin = self.origin.as_deref();
        loop {
            match origin? {
                Origin::Environment(name) => return Some(name),
                Origin::Variable { inner, .. } => origin = inner.as_deref(),
            }
        }
    }

    /// The variable that the content comes from.
    pub fn variable(&self) -> Option<&str> {
        match self.origin.as_deref() {
            Some(Origin::Variable { name, .. }) => Some(name),
            _ => None,
        }
    }

    /// The kind of value, for messages.
    pub fn describe(&self) -> &'static str {
        match &self.kind {
            Kind::Null => "nothing",
            Kind::Sequence(_) => "a list",
            Kind::Mapping(_) => "a mapping",
            Kind::Broken => "unreadable",
            Kind::Scalar(scalar) => match scalar.value {
                ScalarValue::Bool(_) => "a boolean",
                ScalarValue::Integer(_) | ScalarValue::Float(_) => "a number",
                ScalarValue::Text => "text",
            },
        }
    }
}
