//! Formatting of names in messages.

/// The words in backquotes, separated by commas.
pub fn quoted(words: &[&str]) -> String {
    words.iter().map(|w| format!("`{w}`")).collect::<Vec<_>>().join(", ")
}
