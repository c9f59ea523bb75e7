//! Rust source as the few tokens that paths are made of. Comments, strings and lifetimes are left out.

/// A token and the line it is on, counted from 1.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Token {
    pub kind: Kind,
    pub line: usize,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Kind {
    /// An identifier, a keyword or a number.
    Word(String),
    /// `::`
    PathSep,
    /// Any other character.
    Punct(char),
}

impl Token {
    pub(crate) fn is(&self, word: &str) -> bool {
        matches!(&self.kind, Kind::Word(w) if w == word)
    }

    pub(crate) fn is_punct(&self, punct: char) -> bool {
        self.kind == Kind::Punct(punct)
    }
}

/// The tokens of `source`.
pub(crate) fn tokens(source: &str) -> Vec<Token> {
    let mut lexer = Lexer { rest: source, line: 1 };
    let mut found = Vec::new();
    while let Some(first) = lexer.rest.chars().next() {
        let line = lexer.line;
        if lexer.skip_text(first) {
            continue;
        }
        let kind = if first.is_alphanumeric() || first == '_' {
            let end = lexer.rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(lexer.rest.len());
            Kind::Word(lexer.take(end).to_owned())
        } else if lexer.rest.starts_with("::") {
            lexer.take(2);
            Kind::PathSep
        } else {
            lexer.take(first.len_utf8());
            Kind::Punct(first)
        };
        found.push(Token { kind, line });
    }
    found
}

struct Lexer<'s> {
    rest: &'s str,
    line: usize,
}

impl<'s> Lexer<'s> {
    /// Consumes `bytes` bytes.
    fn take(&mut self, bytes: usize) -> &'s str {
        let (taken, rest) = self.rest.split_at(bytes.min(self.rest.len()));
        self.line += taken.matches('\n').count();
        self.rest = rest;
        taken
    }

    /// Consumes everything up to and including `end`.
    fn take_past(&mut self, end: &str) {
        let at = self.rest.find(end).map_or(self.rest.len(), |at| at + end.len());
        self.take(at);
    }

    /// Skips what is at the front if it is not a token: white space, a comment, a string, a character, a lifetime.
    fn skip_text(&mut self, first: char) -> bool {
        if first.is_whitespace() {
            self.take(first.len_utf8());
        } else if self.rest.starts_with("//") {
            self.take_past("\n");
        } else if self.rest.starts_with("/*") {
            self.skip_block_comment();
        } else if let Some(prefix) = ["\"", "b\"", "c\""].into_iter().find(|p| self.rest.starts_with(p)) {
            self.take(prefix.len());
            self.skip_quoted('"');
        } else if let Some(hashes) = self.raw_string() {
            self.take_past("\"");
            self.take_past(&format!("\"{}", "#".repeat(hashes)));
        } else if self.rest.starts_with("r#") {
            self.take(2);
        } else if first == '\'' || self.rest.starts_with("b'") {
            self.skip_quote();
        } else {
            return false;
        }
        true
    }

    fn skip_block_comment(&mut self) {
        let mut depth = 0;
        loop {
            if self.rest.starts_with("/*") {
                depth += 1;
                self.take(2);
            } else if self.rest.starts_with("*/") {
                depth -= 1;
                self.take(2);
            } else {
                self.take(self.rest.chars().next().map_or(0, char::len_utf8));
            }
            if depth == 0 || self.rest.is_empty() {
                return;
            }
        }
    }

    /// The number of `#` of the raw string at the front, if there is one.
    fn raw_string(&self) -> Option<usize> {
        let rest = ["r", "br", "cr"]
            .into_iter()
            .find_map(|p| self.rest.strip_prefix(p).filter(|rest| rest.starts_with(['#', '"'])))?;
        let hashes = rest.len() - rest.trim_start_matches('#').len();
        rest[hashes..].starts_with('"').then_some(hashes)
    }

    /// Skips to the end of a string or character whose first quote has been consumed.
    fn skip_quoted(&mut self, quote: char) {
        while let Some(c) = self.rest.chars().next() {
            self.take(c.len_utf8());
            if c == '\\' {
                self.take(self.rest.chars().next().map_or(0, char::len_utf8));
            } else if c == quote {
                return;
            }
        }
    }

    /// A character, or a lifetime or label.
    fn skip_quote(&mut self) {
        self.take_past("'");
        let mut chars = self.rest.chars();
        match (chars.next(), chars.next()) {
            (Some('\\'), _) | (_, Some('\'')) => self.skip_quoted('\''),
            _ => {
                let end = self.rest.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(self.rest.len());
                self.take(end);
            }
        }
    }
}

#[test]
fn text_is_left_out_and_lines_are_counted() {
    let source = "/* crate::a /* b */ */ 'c' '\\'' \"crate::\\\" d\" r#\"e \" f\"# &'life g\n// h\nr#type::i";
    let words: Vec<_> = tokens(source)
        .into_iter()
        .filter_map(|t| if let Kind::Word(w) = t.kind { Some((w, t.line)) } else { None })
        .collect();
    assert_eq!(words, [("g".to_owned(), 1), ("type".to_owned(), 3), ("i".to_owned(), 3)]);
}
