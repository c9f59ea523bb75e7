//! Sections, their keys, and the shapes of values. They are in one file because these types contain each other.

use super::Form;
use crate::config::templates::Braces;

/// A mapping with a fixed set of keys.
#[derive(Debug)]
pub struct KeySection {
    /// Name in documentation and in the JSON Schema: `karto.cache`.
    pub name: &'static str,
    /// The description in documentation.
    pub about: &'static str,
    /// The keys.
    pub keys: &'static [Key],
    /// How unknown keys are handled.
    pub unknown: Unknown,
}

/// How unknown keys of a [`KeySection`] are handled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unknown {
    /// They are errors: the section is karto's own, or a typo in it would be serious.
    Refused,
    /// A key that is similar to a known one is an error. Other keys are assumed to belong to other software and are
    /// warnings.
    Tolerated,
}

impl KeySection {
    /// The key called `name`.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|k| k.is_called(name))
    }

    /// All names of the keys, including aliases.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.keys.iter().flat_map(|k| std::iter::once(k.name).chain(k.also.iter().copied()))
    }
}

/// One key.
#[derive(Debug)]
pub struct Key {
    /// The key as it is written.
    pub name: &'static str,
    /// Aliases.
    pub also: &'static [&'static str],
    /// The shape of its value.
    pub shape: Shape,
    /// Whether it must be set.
    pub need: Requirement,
    /// The default value, as it would be written in a file.
    pub default: Option<&'static str>,
    /// The description in documentation.
    pub about: &'static str,
}

/// Whether a key must be set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Requirement {
    /// It is optional.
    Optional,
    /// It is required.
    Required,
    /// It has a meaning only in Kartotherian or Node. It is accepted and mentioned once.
    Unused,
}

impl Key {
    /// An optional key.
    pub const fn new(name: &'static str, shape: Shape, about: &'static str) -> Self {
        Self { name, also: &[], shape, need: Requirement::Optional, default: None, about }
    }

    /// A key that has a meaning only in Kartotherian or Node.
    pub const fn unused(name: &'static str, about: &'static str) -> Self {
        Self { name, also: &[], shape: Shape::Free(Braces::Free), need: Requirement::Unused, default: None, about }
    }

    /// Makes the key required.
    pub const fn required(self) -> Self {
        Self { need: Requirement::Required, ..self }
    }

    /// Sets the default.
    pub const fn or(self, default: &'static str) -> Self {
        Self { default: Some(default), ..self }
    }

    /// Sets the aliases.
    pub const fn also(self, also: &'static [&'static str]) -> Self {
        Self { also, ..self }
    }

    /// Whether `name` is the key's name or an alias.
    pub fn is_called(&self, name: &str) -> bool {
        self.name == name || self.also.contains(&name)
    }
}

/// The type and constraints of a value.
#[derive(Debug)]
pub enum Shape {
    /// `true` or `false`.
    Bool,
    /// A whole number within inclusive limits.
    Integer(i64, i64),
    /// A number within inclusive limits.
    Number(f64, f64),
    /// A string.
    Text(Form),
    /// A string that is never printed.
    Secret,
    /// One of these words.
    Choice(&'static [&'static str]),
    /// A duration: `30s`, `5m`, `1h`.
    Duration {
        /// Whether a number without a unit is accepted, as milliseconds (as Kartotherian has it for some keys).
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
    /// A mapping with arbitrary keys.
    Map(&'static Shape),
    /// A mapping with fixed keys.
    Section(&'static KeySection),
    /// One of several shapes.
    Either(&'static [Shape]),
    /// `false`, which disables a feature.
    Off,
    /// Arbitrary data. Nulls are allowed, and strings may contain these braces.
    Free(Braces),
    /// The sources: inline, a file, or a list of both. They are read by a stage of their own.
    Sources,
    /// The variables: inline, a file, or a list of both. They are read by a stage of their own.
    Variables,
    /// The parameters of a source, whose keys depend on the scheme of its URI.
    Params,
}
