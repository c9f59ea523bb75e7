//! Typed access to the keys of a checked section.

use std::{collections::BTreeMap, time::Duration};

use crate::config::{
    document::{DocumentNode, Kind, Scalar, scalar},
    keys::{Key, KeySection, Shape},
    values,
};

/// A mapping that may be absent, read by the keys of its section. Values that failed the checks are read as not set;
/// the diagnostics about them prevent the use of the settings.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields<'n> {
    node: Option<&'n DocumentNode>,
    section: &'static KeySection,
}

impl<'n> Fields<'n> {
    /// The keys of `section` in `node`.
    pub(crate) fn new(node: Option<&'n DocumentNode>, section: &'static KeySection) -> Self {
        Self { node, section }
    }

    fn key(&self, name: &str) -> Option<&'static Key> {
        let key = self.section.keys.iter().find(|k| k.name == name);
        debug_assert!(key.is_some(), "`{name}` is not in the table of {}", self.section.name);
        key
    }

    /// The value of a key, by its name or an alias.
    pub(crate) fn node(&self, name: &str) -> Option<&'n DocumentNode> {
        let key = self.key(name)?;
        let entry = self.node?.entries().iter().find(|e| key.is_called(&e.key))?;
        Some(&entry.value).filter(|n| !matches!(n.kind, Kind::Broken))
    }

    /// The value of a key that holds a section.
    pub(crate) fn section(&self, name: &str) -> Fields<'n> {
        let section = match self.key(name).map(|k| &k.shape) {
            Some(Shape::Section(section)) => section,
            _ => self.section,
        };
        Fields::new(self.node(name), section)
    }

    /// The items of a list of sections.
    pub(crate) fn sections(&self, name: &str) -> Vec<Fields<'n>> {
        let section = match self.key(name).map(|k| &k.shape) {
            Some(Shape::List(Shape::Section(section)) | Shape::OneOrMore(Shape::Section(section))) => *section,
            _ => self.section,
        };
        let items = self.node(name).map_or(&[][..], |n| match n.kind {
            Kind::Mapping(_) => std::slice::from_ref(n),
            _ => n.items(),
        });
        items.iter().map(|item| Fields::new(Some(item), section)).collect()
    }

    /// The node of the section, if it is present.
    pub(crate) fn own(&self) -> Option<&'n DocumentNode> {
        self.node
    }

    /// The scalar of a key, or its default.
    fn scalar(&self, name: &str) -> Option<Scalar> {
        match self.node(name).and_then(DocumentNode::scalar) {
            Some(scalar) => Some(scalar.clone()),
            None => default(self.key(name)?),
        }
    }

    /// A string.
    pub(crate) fn text(&self, name: &str) -> Option<String> {
        self.scalar(name).map(|s| s.text)
    }

    /// A boolean; false if it is neither set nor has a default.
    pub(crate) fn bool(&self, name: &str) -> bool {
        matches!(self.scalar(name).map(|s| s.value), Some(scalar::ScalarValue::Bool(true)))
    }

    /// A whole number that fits into `T`.
    pub(crate) fn integer<T: TryFrom<i64>>(&self, name: &str) -> Option<T> {
        self.scalar(name).as_ref().and_then(values::integer).and_then(|n| T::try_from(n).ok())
    }

    /// A number.
    pub(crate) fn number(&self, name: &str) -> Option<f64> {
        self.scalar(name).as_ref().and_then(values::number)
    }

    /// A duration.
    pub(crate) fn duration(&self, name: &str) -> Option<Duration> {
        let milliseconds = matches!(self.key(name)?.shape, Shape::Duration { milliseconds: true });
        values::duration(&self.scalar(name)?, milliseconds)
    }

    /// A size in bytes.
    pub(crate) fn bytes(&self, name: &str) -> Option<u64> {
        values::bytes(&self.scalar(name)?)
    }

    /// A string or a list of strings; `None` if not set.
    pub(crate) fn texts(&self, name: &str) -> Option<Vec<String>> {
        self.node(name).map(texts)
    }

    /// A mapping of strings.
    pub(crate) fn text_map(&self, name: &str) -> BTreeMap<String, String> {
        let entries = self.node(name).map_or(&[][..], DocumentNode::entries);
        entries.iter().filter_map(|e| Some((e.key.clone(), e.value.text()?.to_owned()))).collect()
    }

    /// A mapping of header values, with names in lower case.
    pub(crate) fn headers(&self, name: &str) -> BTreeMap<String, String> {
        self.text_map(name).into_iter().map(|(k, v)| (k.to_ascii_lowercase(), v)).collect()
    }

    /// Arbitrary data, as JSON.
    pub(crate) fn json(&self, name: &str) -> Option<serde_json::Value> {
        self.node(name).map(to_json)
    }

    /// A mapping of arbitrary data, as JSON.
    pub(crate) fn json_map(&self, name: &str) -> Option<serde_json::Map<String, serde_json::Value>> {
        match self.json(name)? {
            serde_json::Value::Object(map) => Some(map),
            _ => None,
        }
    }
}

/// The default of a key, parsed as in a file.
pub(crate) fn default(key: &Key) -> Option<Scalar> {
    let text = key.default?;
    Some(Scalar { text: text.to_owned(), value: scalar::resolve(text)?, plain: true })
}

/// The strings in a list, or a single one.
pub(crate) fn texts(node: &DocumentNode) -> Vec<String> {
    match &node.kind {
        Kind::Sequence(items) => items.iter().filter_map(DocumentNode::text).map(str::to_owned).collect(),
        _ => node.text().map(str::to_owned).into_iter().collect(),
    }
}

/// The value as JSON.
pub(crate) fn to_json(node: &DocumentNode) -> serde_json::Value {
    use serde_json::Value;
    match &node.kind {
        Kind::Null | Kind::Broken => Value::Null,
        Kind::Sequence(items) => Value::Array(items.iter().map(to_json).collect()),
        Kind::Mapping(entries) => Value::Object(entries.iter().map(|e| (e.key.clone(), to_json(&e.value))).collect()),
        Kind::Scalar(s) => match s.value {
            scalar::ScalarValue::Bool(b) => Value::Bool(b),
            scalar::ScalarValue::Integer(i) => Value::from(i),
            scalar::ScalarValue::Float(f) => Value::from(f),
            scalar::ScalarValue::Text => Value::String(s.text.clone()),
        },
    }
}
