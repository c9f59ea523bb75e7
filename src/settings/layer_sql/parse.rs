//! Parses the SQL of a layer.

use super::{
    LayerSqlError, SqlPiece,
    cursor::SqlCursor,
    lexical::{dollar_tag, is_word, nested_comment, quoted},
    tokens::KNOWN,
};

/// Splits a layer's SQL at its tokens. Strings, quoted names and comments are not changed.
pub fn parse(sql: &str) -> Result<Vec<SqlPiece>, LayerSqlError> {
    let mut parser = SqlParser { cursor: SqlCursor::new(sql), ..SqlParser::default() };
    while let Some(c) = parser.cursor.rest.chars().next() {
        parser.step(c)?;
    }
    parser.finish()
}

/// An open parenthesis or bracket.
#[derive(Debug)]
struct OpenParen {
    /// The position of the character, counted from 1.
    at: usize,
    /// Whether it starts the arguments of `ST_AsMVTGeom`.
    mvt_geom: bool,
    /// The number of commas so far.
    commas: usize,
    /// Whether there was a named argument (`name => value`).
    named: bool,
    /// Whether the second argument contains a `!BBOX!`.
    bounds_from_token: bool,
}

/// The state of the parser.
#[derive(Debug, Default)]
struct SqlParser<'a> {
    cursor: SqlCursor<'a>,
    open: Vec<OpenParen>,
    /// Indices into `pieces` of `!BBOX!` outside of bounds.
    undecided: Vec<usize>,
    /// The last word, if only whitespace follows it so far.
    word: String,
    /// Whether there was anything except whitespace and comments.
    something: bool,
    /// The position of the first semicolon, counted from 1.
    semicolon: Option<usize>,
    /// The number of calls of `ST_AsMVTGeom`, and of those with bounds from a token.
    calls: (usize, usize),
}

impl SqlParser<'_> {
    fn step(&mut self, c: char) -> Result<(), LayerSqlError> {
        if let Some(length) = self.opaque()? {
            let comment = self.cursor.rest.starts_with("--") || self.cursor.rest.starts_with("/*");
            self.cursor.take(length);
            if !comment {
                self.word.clear();
                self.significant()?;
            }
            return Ok(());
        }
        if c.is_whitespace() {
            self.cursor.take(c.len_utf8());
            return Ok(());
        }
        if c == ';' {
            self.semicolon.get_or_insert(self.cursor.at + 1);
            self.cursor.skip(1);
            return Ok(());
        }
        self.significant()?;
        match c {
            '!' => return self.token(),
            '(' | '[' => {
                let mvt_geom = c == '(' && self.word.eq_ignore_ascii_case("st_asmvtgeom");
                self.open.push(OpenParen {
                    at: self.cursor.at + 1,
                    mvt_geom,
                    commas: 0,
                    named: false,
                    bounds_from_token: false,
                });
            }
            ')' | ']' => self.close()?,
            ',' => {
                if let Some(open) = self.open.last_mut() {
                    open.commas += 1;
                }
            }
            '=' if self.cursor.rest.starts_with("=>") => {
                if let Some(open) = self.open.last_mut() {
                    open.named = true;
                }
            }
            '$' if self.cursor.rest[1..].starts_with(|d: char| d.is_ascii_digit()) => {
                let digits: String = self.cursor.rest[1..].chars().take_while(char::is_ascii_digit).collect();
                return Err(LayerSqlError::Parameter(format!("${digits}")));
            }
            _ if is_word(c) => {
                let length = self.cursor.rest.find(|c: char| !is_word(c) && c != '$').unwrap_or(self.cursor.rest.len());
                self.word = self.cursor.rest[..length].to_owned();
                self.cursor.take(length);
                return Ok(());
            }
            _ => {}
        }
        self.word.clear();
        self.cursor.take(c.len_utf8());
        Ok(())
    }

    /// The length in bytes of the string, quoted name or comment that starts here.
    fn opaque(&self) -> Result<Option<usize>, LayerSqlError> {
        let rest = self.cursor.rest;
        let unterminated = |what| LayerSqlError::Unterminated { what, at: self.cursor.at + 1 };
        if rest.starts_with("--") {
            return Ok(Some(rest.find('\n').unwrap_or(rest.len())));
        }
        if rest.starts_with("/*") {
            return nested_comment(rest).map(Some).ok_or_else(|| unterminated("comment"));
        }
        if rest.starts_with('"') {
            return quoted(rest, '"', false).map(Some).ok_or_else(|| unterminated("quoted name"));
        }
        if rest.starts_with('\'') {
            let escapes = self.cursor.text.ends_with(['e', 'E']) && self.word.eq_ignore_ascii_case("e");
            return quoted(rest, '\'', escapes).map(Some).ok_or_else(|| unterminated("string"));
        }
        if let Some(tag) = dollar_tag(rest) {
            let body = &rest[tag.len()..];
            let end = body.find(tag).ok_or_else(|| unterminated("dollar-quoted string"))?;
            return Ok(Some(tag.len() + end + tag.len()));
        }
        Ok(None)
    }

    fn token(&mut self) -> Result<(), LayerSqlError> {
        let name = self.cursor.rest[1..].find('!').map(|end| &self.cursor.rest[1..=end]).unwrap_or_default();
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic() || c == '_');
        self.word.clear();
        if !is_name {
            // An operator such as != or !~.
            self.cursor.take(1);
            return Ok(());
        }
        let upper = name.to_ascii_uppercase();
        let piece = KNOWN.iter().find(|(known, _)| *known == upper).map(|(_, piece)| piece.clone());
        let mut piece = piece.ok_or_else(|| LayerSqlError::Unknown(name.to_owned()))?;
        let length = name.len() + 2;
        let mut undecided = false;
        if upper == "BBOX" || upper == "BOX" {
            // The innermost call determines the meaning.
            match self.open.iter_mut().rev().find(|open| open.mvt_geom) {
                Some(call) if call.commas == 1 => {
                    call.bounds_from_token = true;
                    piece = SqlPiece::Square;
                }
                _ => undecided = true,
            }
        }
        let index = self.cursor.push(piece);
        if undecided {
            self.undecided.push(index);
        }
        self.cursor.skip(length);
        Ok(())
    }

    fn close(&mut self) -> Result<(), LayerSqlError> {
        let open = self.open.pop().ok_or(LayerSqlError::Parenthesis(self.cursor.at + 1))?;
        if !open.mvt_geom {
            return Ok(());
        }
        self.calls.0 += 1;
        self.calls.1 += usize::from(open.bounds_from_token);
        if open.named {
            return Ok(());
        }
        if open.commas == 1 {
            self.cursor.text.push_str(", ");
            self.cursor.push(SqlPiece::Extent);
        }
        if open.commas == 1 || open.commas == 2 {
            self.cursor.text.push_str(", ");
            self.cursor.push(SqlPiece::Buffer);
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Vec<SqlPiece>, LayerSqlError> {
        if let Some(open) = self.open.last() {
            return Err(LayerSqlError::Parenthesis(open.at));
        }
        if !self.something {
            return Err(LayerSqlError::Empty);
        }
        let (calls, from_token) = self.calls;
        if calls == 0 || from_token < calls {
            self.cursor.replace(&self.undecided, &SqlPiece::Square);
        }
        Ok(self.cursor.finish())
    }

    /// Records something other than whitespace and comments, which must not follow a semicolon.
    fn significant(&mut self) -> Result<(), LayerSqlError> {
        self.something = true;
        self.semicolon.map_or(Ok(()), |at| Err(LayerSqlError::Statements(at)))
    }
}
