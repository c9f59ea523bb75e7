//! A YAML value that knows where it was written and where its content came from.

use std::sync::Arc;

use super::scalar::Value;
use crate::diagnostic::Span;

/// A YAML value.
#[derive(Debug, Clone)]
pub struct Node {
    /// Where it is written: for a value that another place supplied (a variable), where it is used.
    /// For a missing value (`key:`) the key with its colon.
    pub span: Span,
    /// What it is.
    pub kind: Kind,
    /// Who supplied the content, if not this place.
    pub origin: Option<Arc<Origin>>,
}

/// What a [`Node`] is.
#[derive(Debug, Clone)]
pub enum Kind {
    /// No value, `~` or `null`.
    Null,
    /// A text, number or boolean.
    Scalar(Scalar),
    /// A list.
    Sequence(Vec<Node>),
    /// Keys and values in the order written.
    Mapping(Vec<Entry>),
    /// Was reported as unreadable already: whoever meets it says nothing more.
    Broken,
}

/// A scalar as written.
#[derive(Debug, Clone, PartialEq)]
pub struct Scalar {
    /// The text, quotes and escapes resolved.
    pub text: String,
    /// What the text means by YAML's core schema.
    pub value: Value,
    /// Written without quotes.
    pub plain: bool,
}

/// One key and its value.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The key; every key of a [`Kind::Mapping`] is a scalar.
    pub key: String,
    /// Where the key is written.
    pub key_span: Span,
    /// The value.
    pub value: Node,
}

/// Who supplied the content of a [`Node`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// The environment variable of that name: its value is never printed.
    Environment(String),
    /// The entry of `variables` of that name, written at `defined`; it may itself have an origin.
    Variable {
        /// Its name.
        name: String,
        /// Where its value is written.
        defined: Span,
        /// Who supplied the variable's content.
        inner: Option<Arc<Origin>>,
    },
}

impl Node {
    /// A value without content.
    pub fn null(span: Span) -> Self {
        Self { span, kind: Kind::Null, origin: None }
    }

    /// A text made by karto that stands for the one written at `span`.
    pub fn text_at(span: Span, text: impl Into<String>) -> Self {
        let text = text.into();
        let value = Value::Text;
        Self { span, kind: Kind::Scalar(Scalar { text, value, plain: false }), origin: None }
    }

    /// The entries, if it is a mapping.
    pub fn entries(&self) -> &[Entry] {
        match &self.kind {
            Kind::Mapping(entries) => entries,
            _ => &[],
        }
    }

    /// The items, if it is a list.
    pub fn items(&self) -> &[Node] {
        match &self.kind {
            Kind::Sequence(items) => items,
            _ => &[],
        }
    }

    /// The value under `key`, if it is a mapping that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries().iter().find(|e| e.key == key).map(|e| &e.value)
    }

    /// The scalar, if it is one.
    pub fn scalar(&self) -> Option<&Scalar> {
        match &self.kind {
            Kind::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// The text of a scalar of any type.
    pub fn text(&self) -> Option<&str> {
        self.scalar().map(|s| s.text.as_str())
    }

    /// The only entry of a mapping with one key.
    pub fn single(&self) -> Option<&Entry> {
        match self.entries() {
            [entry] => Some(entry),
            _ => None,
        }
    }

    /// Where the content is written: the variable's definition, or the place itself.
    pub fn content_span(&self) -> Span {
        match self.origin.as_deref() {
            Some(Origin::Variable { defined, .. }) => *defined,
            _ => self.span,
        }
    }

    /// The environment variable that supplied the content, directly or through a variable.
    pub fn environment(&self) -> Option<&str> {
        let mut origin = self.origin.as_deref();
        loop {
            match origin? {
                Origin::Environment(name) => return Some(name),
                Origin::Variable { inner, .. } => origin = inner.as_deref(),
            }
        }
    }

    /// The variable that supplied the content.
    pub fn variable(&self) -> Option<&str> {
        match self.origin.as_deref() {
            Some(Origin::Variable { name, .. }) => Some(name),
            _ => None,
        }
    }

    /// What kind of value it is, in the words of a message.
    pub fn describe(&self) -> &'static str {
        match &self.kind {
            Kind::Null => "nothing",
            Kind::Sequence(_) => "a list",
            Kind::Mapping(_) => "a mapping",
            Kind::Broken => "unreadable",
            Kind::Scalar(scalar) => match scalar.value {
                Value::Bool(_) => "a boolean",
                Value::Integer(_) | Value::Float(_) => "a number",
                Value::Text => "text",
            },
        }
    }
}
