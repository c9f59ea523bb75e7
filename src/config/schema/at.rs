//! The name and place of a value in messages.

use crate::config::secrets;

/// Where a value is, and how messages refer to it.
#[derive(Debug, Clone)]
pub(crate) struct At {
    /// The YAML path in the file.
    pub path: String,
    /// The name in messages: `` `port` ``.
    pub subject: String,
    /// Whether the key marks its value as secret.
    pub secret: bool,
    /// Whether its key must be set.
    pub required: bool,
}

impl At {
    /// The value of `key` in the mapping at `path`.
    pub(crate) fn key(path: &str, key: &str) -> Self {
        let inner = if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
        Self { path: inner, subject: format!("`{key}`"), secret: secrets::is_secret_name(key), required: false }
    }

    /// The required value at `path`, which messages call `subject`.
    pub(crate) fn named(path: &str, subject: &str) -> Self {
        Self { path: path.to_owned(), subject: subject.to_owned(), secret: false, required: true }
    }

    /// The item of a list with the zero-based `index`.
    pub(super) fn item(&self, index: usize) -> Self {
        let subject = format!("item {} of {}", index + 1, self.subject);
        Self { path: format!("{}[{index}]", self.path), subject, secret: self.secret, required: true }
    }
}
