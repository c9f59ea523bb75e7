//! Finds tokens in a style sheet, as carto does: a token is at the current position, the white space after it belongs to
//! it, and it ends before the end of the chunk.

use super::chunk::block_comment_length;

/// The state of reading a style sheet.
#[derive(Debug)]
pub(super) struct Scanner<'t> {
    text: &'t str,
    ends: Vec<usize>,
    chunk: usize,
    position: usize,
    /// Where backtracking leads to: carto has only one such place, whose position is also that of rules and filters.
    saved: (usize, usize),
    /// A position and chunk from which on there is no comparison operator.
    no_operator: (usize, usize),
}

impl<'t> Scanner<'t> {
    /// At the start of `text`.
    pub(super) fn new(text: &'t str, ends: Vec<usize>) -> Self {
        Self { text, ends, chunk: 0, position: 0, saved: (0, 0), no_operator: (usize::MAX, usize::MAX) }
    }

    /// The current position.
    pub(super) fn position(&self) -> usize {
        self.position
    }

    /// Whether the whole text has been read.
    pub(super) fn at_end(&self) -> bool {
        self.position >= self.text.len()
    }

    /// The saved position.
    pub(super) fn saved(&self) -> usize {
        self.saved.0
    }

    /// Remembers the current position.
    pub(super) fn save(&mut self) {
        self.saved = (self.position, self.chunk);
    }

    /// Goes back to the saved position.
    pub(super) fn restore(&mut self) {
        (self.position, self.chunk) = self.saved;
    }

    /// The rest of the chunk.
    pub(super) fn rest(&self) -> &'t str {
        self.text.get(self.position..self.end()).unwrap_or("")
    }

    /// The character here, even if it is in the next chunk.
    pub(super) fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.position).copied().unwrap_or(0)
    }

    /// The character at `ahead` characters after the current position; it is before it if negative.
    pub(super) fn peek_at(&self, ahead: isize) -> u8 {
        self.position.checked_add_signed(ahead).and_then(|i| self.text.as_bytes().get(i)).copied().unwrap_or(0)
    }

    fn end(&self) -> usize {
        self.ends.get(self.chunk).copied().unwrap_or(self.text.len())
    }

    /// Takes `length` bytes and the white space after them.
    pub(super) fn take(&mut self, length: usize) -> &'t str {
        let end = self.end();
        let mut token_end = (self.position + length).min(end);
        while !self.text.is_char_boundary(token_end) {
            token_end += 1;
        }
        let token = self.text.get(self.position..token_end).unwrap_or("");
        self.position = token_end;
        while self.position < end && matches!(self.peek(), b' ' | b'\n' | b'\t') {
            self.position += 1;
        }
        if self.position >= end && self.chunk + 1 < self.ends.len() {
            self.chunk += 1;
        }
        token
    }

    /// Takes this character, if it is here.
    pub(super) fn character(&mut self, character: u8) -> bool {
        let found = !self.at_end() && self.peek() == character;
        if found {
            self.take(1);
        }
        found
    }

    /// Takes as many characters as fulfill `test`, if there is any.
    pub(super) fn run(&mut self, test: impl Fn(u8) -> bool) -> Option<&'t str> {
        let length = self.rest().bytes().take_while(|b| test(*b)).count();
        (length > 0).then(|| self.take(length))
    }

    /// Takes white space of any kind.
    pub(super) fn white_space(&mut self) -> bool {
        let rest = self.rest();
        let length = rest.len() - rest.trim_start_matches(is_white).len();
        length > 0 && {
            self.take(length);
            true
        }
    }

    /// Takes a comment. What carto takes for one after a block comment is taken too.
    pub(super) fn comment(&mut self) -> bool {
        if self.peek() != b'/' {
            return false;
        }
        let block = block_comment_length(self.rest());
        if let Some(length) = block {
            let line_break = self.rest().as_bytes().get(length) == Some(&b'\n');
            self.take(length + usize::from(line_break));
        }
        if self.peek_at(1) == b'/' {
            let rest = self.rest();
            if rest.starts_with("//") {
                self.take(rest.find(['\n', '\r', '\u{2028}', '\u{2029}']).unwrap_or(rest.len()));
            }
            return true;
        }
        block.is_some()
    }

    /// Takes a comparison operator. carto finds the next one in the chunk, wherever it is, and takes as many characters
    /// from here.
    pub(super) fn comparison(&mut self) -> Option<&'static str> {
        if self.chunk == self.no_operator.1 && self.position >= self.no_operator.0 {
            return None;
        }
        let rest = self.rest();
        let Some(at) = rest.find(['=', '!', '<', '>']).and_then(|from| operator_position(rest, from)) else {
            self.no_operator = (self.position, self.chunk);
            return None;
        };
        let found = rest.get(at..).unwrap_or("");
        let operator = match found.as_bytes() {
            [b'=', b'~', ..] if at == 0 => "=~",
            [b'=', ..] => "=",
            [b'!', ..] => "!=",
            [b'<', b'=', ..] => "<=",
            [b'>', b'=', ..] => ">=",
            [b'<', ..] => "<",
            _ => ">",
        };
        self.take(operator.len());
        Some(operator)
    }
}

/// The position of the first operator at or after `from`.
fn operator_position(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    (from..bytes.len()).find(|&i| match bytes.get(i) {
        Some(b'=' | b'<' | b'>') => true,
        Some(b'!') => bytes.get(i + 1) == Some(&b'='),
        _ => false,
    })
}

/// White space as JavaScript knows it.
pub(super) fn is_white(c: char) -> bool {
    c != '\u{85}' && c.is_whitespace() || c == '\u{feff}'
}
