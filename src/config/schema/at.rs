//! What messages call a value.

use crate::config::secrets;

/// Where a value is and what it is called.
#[derive(Debug, Clone)]
pub struct At {
    /// YAML path inside the file.
    pub path: String,
    /// The name in messages: `` `port` ``.
    pub subject: String,
    /// Whether its value is a secret by its key.
    pub secret: bool,
    /// Whether its key must be set.
    pub required: bool,
}

impl At {
    /// The value of `key` inside what is called `path`.
    pub fn key(path: &str, key: &str) -> Self {
        let inner = if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
        Self { path: inner, subject: format!("`{key}`"), secret: secrets::is_secret_name(key), required: false }
    }

    /// What is called `path` in the file and `subject` in messages; it must be there.
    pub fn named(path: &str, subject: &str) -> Self {
        Self { path: path.to_owned(), subject: subject.to_owned(), secret: false, required: true }
    }

    /// Item `index` of a list.
    pub(super) fn item(&self, index: usize) -> Self {
        let subject = format!("item {} of {}", index + 1, self.subject);
        Self { path: format!("{}[{index}]", self.path), subject, secret: self.secret, required: true }
    }
}
