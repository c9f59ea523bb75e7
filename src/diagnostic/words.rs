//! How names are written in messages.

/// Words in backquotes, separated by commas.
pub fn quoted(words: &[&str]) -> String {
    words.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(", ")
}
