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
                let name: String = characters.by_ref().take_while(|it| *it != ']').collect();
                out.push_str(&class(&name));
            }
            '[' | '&' | '~' if is_in_set => out.extend(['\\', character]),
            '[' => {
                is_in_set = true;
                out.push('[');
                out.extend(characters.next_if_eq(&'^'));
                // A bracket at the beginning is a member.
                out.push_str(characters.next_if_eq(&']').map_or("", |_| r"\]"));
            }
            '*' | '+' | '?' if !is_in_set && is_repeated_wrongly(before, character) => {
                return Err(format!("`{character}` has nothing to repeat"));
            }
            // A brace that begins no repetition is a character.
            '{' if !is_in_set && !is_repetition(characters.clone()) => out.push_str(r"\{"),
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

/// The class of characters `[:alpha:]`, whose name is in colons here; it is not limited to ASCII.
fn class(name: &str) -> String {
    match name.trim_matches(':') {
        "alpha" => r"\p{Alphabetic}",
        "alnum" => r"\p{Alphabetic}\d",
        "digit" => r"\d",
        "lower" => r"\p{Lowercase}",
        "upper" => r"\p{Uppercase}",
        "punct" => r"\p{P}",
        "space" => r"\s",
        "word" => r"\w",
        _ => return format!("[{name}]"),
    }
    .to_owned()
}

/// Whether an operator of repetition is behind what cannot be repeated in Boost.
fn is_repeated_wrongly(before: Option<char>, operator: char) -> bool {
    match before {
        Some('^' | '$') => true,
        Some('*' | '+' | '?' | '}') => operator == '*',
        _ => false,
    }
}

/// Whether what is behind a brace ends a repetition, such as `2,3}`.
fn is_repetition(behind: impl Iterator<Item = char>) -> bool {
    let inner: String = behind.take_while(|it| *it != '}').take(20).collect();
    let (least, most) = inner.split_once(',').unwrap_or((&inner, ""));
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    !least.is_empty() && is_number(least) && is_number(most)
}

#[cfg(test)]
mod tests {
    use super::Pattern;

    #[test]
    fn patterns_are_those_of_boost() {
        let is_whole = |pattern: &str, text: &str| Pattern::new(pattern).map(|it| it.is_whole(text));
        for (pattern, text, expected) in [
            ("a.b", "a\nb", true),
            ("a{", "a{", true),
            ("[[a]", "[", true),
            ("[]a]", "]", true),
            ("[[:alpha:]]+", "é", true),
            ("a{1,2}", "aa", true),
            (r"\e", "\u{1b}", true),
            ("a", "ab", false),
        ] {
            assert_eq!(is_whole(pattern, text), Ok(expected), "{pattern}");
        }
        for pattern in ["^*", "a**", "a$?", "a{1}*", "(", "(?=a)", "(a)\\1"] {
            assert!(is_whole(pattern, "").is_err(), "{pattern}");
        }
    }
}
