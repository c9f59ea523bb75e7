//! Mappings, their keys, and what the values must be: types that hold each other.

use super::Form;
use crate::config::templates::Braces;

/// A mapping with a fixed set of keys.
#[derive(Debug)]
pub struct Section {
    /// Name in documentation and in the JSON Schema: `karto.cache`.
    pub name: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// The keys.
    pub keys: &'static [Key],
    /// What happens to keys that are not in the table.
    pub unknown: Unknown,
}

/// What happens to unknown keys of a [`Section`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// An error: the section is karto's own, or a typo in it has taken sites down.
    Refused,
    /// A typo is an error; what resembles no known key is someone else's and gets a warning.
    Tolerated,
}

impl Section {
    /// The key called `name`.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|k| k.is_called(name))
    }

    /// All names of all keys.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.keys.iter().flat_map(|k| std::iter::once(k.name).chain(k.also.iter().copied()))
    }
}

/// One key.
#[derive(Debug)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// Other names it goes by.
    pub also: &'static [&'static str],
    /// What its value must be.
    pub shape: Shape,
    /// Whether it must be set.
    pub need: Need,
    /// What counts when it is not set, as it would be written.
    pub default: Option<&'static str>,
    /// What it means.
    pub about: &'static str,
}

/// Whether a key must be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// It may be left out.
    Optional,
    /// It must be there.
    Required,
    /// It means something to Kartotherian or Node only: accepted, and said once.
    Unused,
}

impl Key {
    /// A key that may be left out.
    pub const fn new(name: &'static str, shape: Shape, about: &'static str) -> Self {
        Self { name, also: &[], shape, need: Need::Optional, default: None, about }
    }

    /// A key that Kartotherian or Node knows and karto does not need.
    pub const fn unused(name: &'static str, about: &'static str) -> Self {
        Self { name, also: &[], shape: Shape::Free(Braces::Free), need: Need::Unused, default: None, about }
    }

    /// The same key, mandatory.
    pub const fn required(self) -> Self {
        Self { need: Need::Required, ..self }
    }

    /// The same key with a default.
    pub const fn or(self, default: &'static str) -> Self {
        Self { default: Some(default), ..self }
    }

    /// The same key with other names.
    pub const fn also(self, also: &'static [&'static str]) -> Self {
        Self { also, ..self }
    }

    /// Whether it is called `name`.
    pub fn is_called(&self, name: &str) -> bool {
        self.name == name || self.also.contains(&name)
    }
}

/// What a value must be.
#[derive(Debug)]
pub enum Shape {
    /// `true` or `false`.
    Bool,
    /// A whole number within limits.
    Integer(i64, i64),
    /// A number within limits.
    Number(f64, f64),
    /// A text.
    Text(Form),
    /// A text that is never printed.
    Secret,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// `30s`, `5m`, `1h`; a bare number counts milliseconds where Kartotherian has them so.
    Duration {
        /// Whether a bare number is accepted, as milliseconds.
        milliseconds: bool,
    },
    /// A number of bytes: `500000`, `64MiB`.
    Bytes,
    /// `{ref: id}`.
    Reference,
    /// A path, or `{npm: [module, path…]}`.
    Loader,
    /// A list.
    List(&'static Shape),
    /// One value or a list of them.
    OneOrMore(&'static Shape),
    /// A mapping with keys of the user's choice.
    Map(&'static Shape),
    /// A mapping with fixed keys.
    Section(&'static Section),
    /// One of several shapes.
    Either(&'static [Shape]),
    /// `false` and nothing else: turns a thing off.
    Off,
    /// Any data; nulls are allowed and texts may hold these braces.
    Free(Braces),
    /// The sources: inline, a file, or a list of both. Has its own stage.
    Sources,
    /// The variables: inline, a file, or a list of both. Has its own stage.
    Variables,
    /// The parameters of a source: which keys there are depends on the scheme of its URI.
    Params,
}
