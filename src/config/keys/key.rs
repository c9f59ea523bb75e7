//! One key.

use super::Shape;
use crate::config::templates::Braces;

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
