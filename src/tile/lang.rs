//! Language codes of labels.

use std::sync::Arc;

/// A language code of a request (`?lang=zh-hans`): letters, `-` and `_`, at most 35 characters (the longest tag that
/// BCP 47 requires implementations to support). Case is preserved.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Lang(Arc<str>);

/// The text is not a language code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a language code has at most 35 characters: letters, - and _")]
pub struct LangError;

impl Lang {
    /// Parses a code.
    pub fn parse(text: &str) -> Result<Self, LangError> {
        let ok = !text.is_empty()
            && text.len() <= 35
            && text.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-' || b == b'_');
        if ok { Ok(Self(text.into())) } else { Err(LangError) }
    }

    /// A language that no table knows.
    pub fn unknown() -> Self {
        Self(Arc::from("none"))
    }

    /// The code.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Lang {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
