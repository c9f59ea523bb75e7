//! The remaining input of the parser. Mapnik's grammar has no tokens: a word is recognized by its beginning, so that
//! `[a]eq5` is a comparison.

use super::error::MapnikExpressionError;

/// A position in the text of an expression.
pub(super) struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Cursor<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// The byte position.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Goes back to a position from [`Cursor::at`].
    pub(super) fn back_to(&mut self, at: usize) {
        self.at = at;
    }

    /// What is left.
    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    /// The next character.
    pub(super) fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Takes the next character.
    pub(super) fn next(&mut self) -> Option<char> {
        let next = self.peek()?;
        self.at += next.len_utf8();
        Some(next)
    }

    /// Skips blanks.
    pub(super) fn skip(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '\x0b').len();
    }

    /// Takes `word` if it is next, without blanks before it.
    pub(super) fn take(&mut self, word: &str) -> bool {
        let is_next = self.rest().starts_with(word);
        if is_next {
            self.at += word.len();
        }
        is_next
    }

    /// Takes `word` in any letter case if it is next.
    pub(super) fn take_any_case(&mut self, word: &str) -> bool {
        let is_next = self.rest().get(..word.len()).is_some_and(|next| next.eq_ignore_ascii_case(word));
        if is_next {
            self.at += word.len();
        }
        is_next
    }

    /// Skips blanks and takes `word` if it is next; otherwise the position stays.
    pub(super) fn eat(&mut self, word: &str) -> bool {
        let before = self.at;
        self.skip();
        let is_next = self.take(word);
        if !is_next {
            self.at = before;
        }
        is_next
    }

    /// Skips blanks and takes one of `words`.
    pub(super) fn eat_any(&mut self, words: &[&str]) -> bool {
        words.iter().any(|word| self.eat(word))
    }

    /// Skips blanks and takes `word`, which must be next.
    pub(super) fn expect(&mut self, word: &str, after: &str) -> Result<(), MapnikExpressionError> {
        if self.eat(word) { Ok(()) } else { Err(self.error(format!("`{word}` is expected after {after}"))) }
    }

    /// Takes characters while `is_part` holds.
    pub(super) fn take_while(&mut self, is_part: impl Fn(char) -> bool) -> &'t str {
        let rest = self.rest();
        let end = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
        self.at += end;
        rest.get(..end).unwrap_or("")
    }

    /// An error at this position, behind blanks.
    pub(super) fn error(&self, message: impl Into<String>) -> MapnikExpressionError {
        let blanks = self.rest().len() - self.rest().trim_start().len();
        MapnikExpressionError::new(self.at + blanks, message)
    }
}
