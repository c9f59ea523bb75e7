//! Mappings with a fixed set of keys.

use super::Key;

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
