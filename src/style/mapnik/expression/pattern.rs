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
        let pattern = &translated(pattern)?;
        let regex = compiled(pattern).map_err(reason)?;
        let whole = compiled(&format!(r"\A(?:{pattern})\z")).map_err(reason)?;
        Ok(Self { regex, whole })
    }

    /// Whether `text` as a whole has this pattern.
    pub(super) fn is_whole(&self, text: &str) -> bool {
        self.whole.is_match(text)
    }
}

/// The pattern in the notation of `regex`: in sets, `[`, `&` and `~` have no meaning in Boost; `\e` is the escape
/// character.
fn translated(pattern: &str) -> Result<String, String> {
    let mut out = String::new();
    let mut characters = pattern.chars().peekable();
    let (mut is_in_set, mut before) = (false, None);
    while let Some(character) = characters.next() {
        match character {
            '\\' if characters.next_if_eq(&'e').is_some() => out.push_str(r"\x1b"),
            '\\' => {
                out.push('\\');
                out.extend(characters.next());
                before = None;
                continue;
            }
            '[' if is_in_set && characters.peek() == Some(&':') => {
                // A class such as `[:alpha:]` ends at the next bracket.
                out.push('[');
                out.extend(characters.by_ref().take_while(|it| *it != ']'));
                out.push(']');
            }
            '[' | '&' | '~' if is_in_set => out.extend(['\\', character]),
            '[' => {
                is_in_set = true;
                out.push('[');
                out.extend(characters.next_if_eq(&'^'));
                // A bracket at the beginning is a member.
                out.push_str(characters.next_if_eq(&']').map_or("", |_| r"\]"));
            }
            '*' if !is_in_set && before == Some('*') => return Err("`**` is no valid repetition".to_owned()),
            ']' => {
                is_in_set = false;
                out.push(']');
            }
            other => out.push(other),
        }
        before = Some(character);
    }
    Ok(out)
}
