//! The replacement of `.replace`: text with references to what was found, in Perl's notation.

use std::borrow::Cow;

use regex::Captures;

use super::pattern::Pattern;

/// A parsed replacement.
#[derive(Debug, Clone)]
pub(super) struct Replacement(Vec<Piece>);

#[derive(Debug, Clone, PartialEq)]
enum Piece {
    Text(String),
    /// A group of the pattern; 0 is all of it.
    Group(usize),
    /// What is before the match.
    Before,
    /// What is behind the match.
    After,
    /// The letter case of what follows.
    Case(Case),
    /// The letter case of the next character.
    NextCase(Case),
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Case {
    Kept,
    Upper,
    Lower,
}

impl Replacement {
    /// Parses a replacement.
    pub(super) fn new(format: &str) -> Self {
        let mut pieces = Vec::new();
        let mut rest = format;
        while let Some(at) = rest.find(['$', '\\']) {
            let (before, special) = rest.split_at(at);
            push_text(&mut pieces, before);
            let (piece, length) = if special.starts_with('$') { reference(special) } else { escape(special) };
            match piece {
                Piece::Text(text) => push_text(&mut pieces, &text),
                piece => pieces.push(piece),
            }
            rest = special.get(length..).unwrap_or("");
        }
        push_text(&mut pieces, rest);
        Self(pieces)
    }

    /// `text` with every match replaced.
    pub(super) fn apply<'t>(&self, pattern: &Pattern, text: Cow<'t, str>) -> Cow<'t, str> {
        match pattern.regex.replace_all(&text, |found: &Captures<'_>| self.filled(found, &text)) {
            Cow::Owned(changed) => Cow::Owned(changed),
            Cow::Borrowed(_) => text,
        }
    }

    fn filled(&self, found: &Captures<'_>, text: &str) -> String {
        let mut out = String::new();
        let (mut case, mut next) = (Case::Kept, Case::Kept);
        let range = found.get(0).map_or(0..0, |whole| whole.range());
        for piece in &self.0 {
            let part = match piece {
                Piece::Text(text) => text,
                Piece::Group(group) => found.get(*group).map_or("", |it| it.as_str()),
                Piece::Before => text.get(..range.start).unwrap_or(""),
                Piece::After => text.get(range.end..).unwrap_or(""),
                Piece::Case(wanted) => {
                    (case, next) = (*wanted, Case::Kept);
                    continue;
                }
                Piece::NextCase(wanted) => {
                    next = *wanted;
                    continue;
                }
            };
            for character in part.chars() {
                let wanted = if next == Case::Kept { case } else { next };
                next = Case::Kept;
                match wanted {
                    Case::Kept => out.push(character),
                    Case::Upper => out.extend(character.to_uppercase()),
                    Case::Lower => out.extend(character.to_lowercase()),
                }
            }
        }
        out
    }
}

fn push_text(pieces: &mut Vec<Piece>, text: &str) {
    match pieces.last_mut() {
        Some(Piece::Text(last)) => last.push_str(text),
        _ if text.is_empty() => {}
        _ => pieces.push(Piece::Text(text.to_owned())),
    }
}

/// The piece that begins with `$`, and its length.
fn reference(text: &str) -> (Piece, usize) {
    let rest = text.get(1..).unwrap_or("");
    let digits = |text: &str| text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match rest.chars().next() {
        Some('&') => (Piece::Group(0), 2),
        Some('`') => (Piece::Before, 2),
        Some('\'') => (Piece::After, 2),
        Some('$') => (Piece::Text("$".to_owned()), 2),
        Some('0'..='9') => {
            let length = digits(rest);
            (Piece::Group(rest.get(..length).and_then(|it| it.parse().ok()).unwrap_or(usize::MAX)), 1 + length)
        }
        Some('{') => {
            let inner = rest.get(1..).unwrap_or("");
            let length = digits(inner);
            match inner.get(..length).and_then(|it| it.parse().ok()) {
                Some(group) if inner.get(length..).is_some_and(|it| it.starts_with('}')) => {
                    (Piece::Group(group), length + 3)
                }
                _ => (Piece::Text("$".to_owned()), 1),
            }
        }
        _ => (Piece::Text("$".to_owned()), 1),
    }
}

/// The piece that begins with a backslash, and its length.
fn escape(text: &str) -> (Piece, usize) {
    let Some(character) = text.chars().nth(1) else { return (Piece::Text("\\".to_owned()), 1) };
    let piece = match character {
        '1'..='9' => Piece::Group(character as usize - '0' as usize),
        'U' => Piece::Case(Case::Upper),
        'L' => Piece::Case(Case::Lower),
        'E' => Piece::Case(Case::Kept),
        'u' => Piece::NextCase(Case::Upper),
        'l' => Piece::NextCase(Case::Lower),
        'a' => Piece::Text("\x07".to_owned()),
        'e' => Piece::Text("\x1b".to_owned()),
        'f' => Piece::Text("\x0c".to_owned()),
        'n' => Piece::Text("\n".to_owned()),
        'r' => Piece::Text("\r".to_owned()),
        't' => Piece::Text("\t".to_owned()),
        'v' => Piece::Text("\x0b".to_owned()),
        '0' => Piece::Text(String::new()),
        other => Piece::Text(other.to_string()),
    };
    (piece, 1 + character.len_utf8())
}
