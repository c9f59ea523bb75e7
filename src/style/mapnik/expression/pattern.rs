//! Regular expressions of `.match` and `.replace`.

use regex::{Regex, RegexBuilder};

/// The largest compiled pattern, in bytes.
const MOST_BYTES: usize = 1 << 20;

/// A pattern. Its dot accepts line breaks, and `^` and `$` are at every line, as in Boost.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    /// The pattern, to be found anywhere.
    pub regex: Regex,
    /// The pattern of a whole text.
    whole: Regex,
}

impl Pattern {
    /// Compiles a pattern.
    pub(super) fn new(pattern: &str) -> Result<Self, String> {
        let compiled = |text: &str| {
            let mut builder = RegexBuilder::new(text);
            builder.dot_matches_new_line(true).multi_line(true).size_limit(MOST_BYTES).nest_limit(100).build()
        };
        let reason = |error: regex::Error| {
            let text = error.to_string();
            let last = text.lines().last().unwrap_or_default();
            format!("the pattern cannot be used: {}", last.strip_prefix("error: ").unwrap_or(last))
        };
        let regex = compiled(pattern).map_err(reason)?;
        let whole = compiled(&format!(r"\A(?:{pattern})\z")).map_err(reason)?;
        Ok(Self { regex, whole })
    }

    /// Whether `text` as a whole has this pattern.
    pub(super) fn is_whole(&self, text: &str) -> bool {
        self.whole.is_match(text)
    }
}
