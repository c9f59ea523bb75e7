//! The tokens in the SQL of a `postgis://` layer. Here, and not with the source, because a token that does not
//! exist is a finding like any other.
//!
//! | token | becomes |
//! |---|---|
//! | `!BBOX!` | the tile's square in EPSG:3857 where it is the bounds of `ST_AsMVTGeom`; elsewhere see below |
//! | `!BUFFER_BBOX!` | the tile's square, grown by the layer's buffer on every side |
//! | `!ZOOM!`, `!Z!` | the zoom, as a literal |
//! | `!X!`, `!Y!` | column and row |
//! | `!PIXEL_WIDTH!`, `!PIXEL_HEIGHT!` | metres per pixel of a 256 px tile |
//! | `!SCALE_DENOMINATOR!` | pixel width ÷ 0.00028 m, the pixel of OGC's WMTS |
//! | `!EXTENT!`, `!BUFFER!` | the layer's extent and buffer, in MVT units |
//! | `!ID_FIELD!`, `!GEOM_FIELD!` | the configured column names, quoted |
//!
//! The set is Tegola's (its `provider/postgis`), in any case, plus the buffer's. What `!BBOX!` must be
//! depends on where it stands. The second argument of `ST_AsMVTGeom` is the square that is mapped onto
//! `0..extent`, so it may not be grown: every tile would come out shrunk. Where rows are chosen it must
//! be grown, or whatever lies beside the tile but inside its buffer is missing (labels and wide lines
//! cut at tile edges). So in a statement whose every `ST_AsMVTGeom` takes its bounds from `!BBOX!`, any
//! other `!BBOX!` is the grown square. In every other statement (the bounds come from a CTE, or a
//! function of the database does it all) `!BBOX!` is the plain square, as in Tegola.
//!
//! `ST_AsMVTGeom(geom, bounds)` without extent and buffer gets the layer's, instead of PostGIS's 4096 and 256.

/// A piece of a layer's SQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// SQL as written.
    Text(String),
    /// The tile's square.
    Square,
    /// The tile's square grown by the buffer.
    Grown,
    /// See the module's table.
    Zoom,
    /// See the module's table.
    X,
    /// See the module's table.
    Y,
    /// See the module's table; width and height are one for square tiles.
    PixelSize,
    /// See the module's table.
    ScaleDenominator,
    /// See the module's table.
    Extent,
    /// See the module's table.
    Buffer,
    /// See the module's table.
    IdField,
    /// See the module's table.
    GeometryField,
}

/// Why a text is no layer SQL. The texts are shown to the operator after the layer's name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// A token karto does not know.
    #[error("there is no token !{0}!")]
    Unknown(String),
    /// `$1` and the like.
    #[error("the SQL of a layer has no parameter {0}")]
    Parameter(String),
    /// Something after a semicolon.
    #[error("more than one statement: something follows the semicolon at character {0}")]
    Statements(usize),
    /// Parentheses that do not match.
    #[error("the parenthesis at character {0} has no partner")]
    Parenthesis(usize),
    /// A string, quoted name or comment without end.
    #[error("the {what} that begins at character {at} has no end")]
    Unterminated {
        /// What it is.
        what: &'static str,
        /// Where it begins, counted from 1.
        at: usize,
    },
    /// No statement.
    #[error("the SQL is empty")]
    Empty,
}

impl TokenError {
    /// What to do about it.
    pub fn fix(&self) -> String {
        match self {
            Self::Unknown(_) | Self::Parameter(_) => format!("use one of {}", tokens().collect::<Vec<_>>().join(" ")),
            Self::Statements(_) => "leave one statement".to_owned(),
            Self::Parenthesis(_) => "close what is opened, once".to_owned(),
            Self::Unterminated { what, .. } => format!("end the {what}"),
            Self::Empty => "write a SELECT".to_owned(),
        }
    }
}

/// The tokens as they are written.
pub fn tokens() -> impl Iterator<Item = String> {
    KNOWN.iter().map(|(name, _)| format!("!{name}!"))
}

/// A `!BBOX!` whose meaning is decided at the end of the statement is kept as [`Piece::Grown`] meanwhile.
const KNOWN: [(&str, Piece); 15] = [
    ("BBOX", Piece::Grown),
    ("BOX", Piece::Grown),
    ("BUFFER_BBOX", Piece::Grown),
    ("ZOOM", Piece::Zoom),
    ("Z", Piece::Zoom),
    ("X", Piece::X),
    ("Y", Piece::Y),
    ("PIXEL_WIDTH", Piece::PixelSize),
    ("PIXEL_HEIGHT", Piece::PixelSize),
    ("SCALE_DENOMINATOR", Piece::ScaleDenominator),
    ("EXTENT", Piece::Extent),
    ("BUFFER", Piece::Buffer),
    ("ID_FIELD", Piece::IdField),
    ("GEOM_FIELD", Piece::GeometryField),
    ("GEOMETRY_FIELD", Piece::GeometryField),
];

/// Splits a layer's SQL at its tokens. Strings, quoted names and comments are left alone.
pub fn parse(sql: &str) -> Result<Vec<Piece>, TokenError> {
    let mut scan = Scan { rest: sql, ..Scan::default() };
    while let Some(c) = scan.rest.chars().next() {
        scan.step(c)?;
    }
    scan.finish()
}

/// An open parenthesis or bracket.
#[derive(Debug)]
struct Open {
    at: usize,
    /// It holds the arguments of `ST_AsMVTGeom`.
    mvt_geom: bool,
    /// Commas seen.
    commas: usize,
    /// `name => value` was seen.
    named: bool,
    /// The second argument holds a `!BBOX!`.
    bounds_from_token: bool,
}

#[derive(Debug, Default)]
struct Scan<'a> {
    rest: &'a str,
    /// Characters consumed.
    at: usize,
    text: String,
    pieces: Vec<Piece>,
    open: Vec<Open>,
    /// Indices into `pieces` of `!BBOX!` outside of bounds.
    undecided: Vec<usize>,
    /// The last word before the present character, when nothing but space lies between.
    word: String,
    /// Whether anything but space and comments was seen.
    something: bool,
    semicolon: Option<usize>,
    /// `ST_AsMVTGeom` calls, and how many of them take their bounds from a token.
    calls: (usize, usize),
}

impl Scan<'_> {
    fn step(&mut self, c: char) -> Result<(), TokenError> {
        if let Some(length) = self.opaque()? {
            let comment = self.rest.starts_with("--") || self.rest.starts_with("/*");
            self.take(length);
            if !comment {
                self.word.clear();
                self.significant()?;
            }
            return Ok(());
        }
        if c.is_whitespace() {
            self.take(c.len_utf8());
            return Ok(());
        }
        if c == ';' {
            self.semicolon.get_or_insert(self.at + 1);
            self.skip(1);
            return Ok(());
        }
        self.significant()?;
        match c {
            '!' => return self.token(),
            '(' | '[' => {
                let mvt_geom = c == '(' && self.word.eq_ignore_ascii_case("st_asmvtgeom");
                self.open.push(Open { at: self.at + 1, mvt_geom, commas: 0, named: false, bounds_from_token: false });
            }
            ')' | ']' => self.close()?,
            ',' => {
                if let Some(open) = self.open.last_mut() {
                    open.commas += 1;
                }
            }
            '=' if self.rest.starts_with("=>") => {
                if let Some(open) = self.open.last_mut() {
                    open.named = true;
                }
            }
            '$' if self.rest[1..].starts_with(|d: char| d.is_ascii_digit()) => {
                let digits: String = self.rest[1..].chars().take_while(char::is_ascii_digit).collect();
                return Err(TokenError::Parameter(format!("${digits}")));
            }
            _ if is_word(c) => {
                let length = self.rest.find(|c: char| !is_word(c) && c != '$').unwrap_or(self.rest.len());
                self.word = self.rest[..length].to_owned();
                self.take(length);
                return Ok(());
            }
            _ => {}
        }
        self.word.clear();
        self.take(c.len_utf8());
        Ok(())
    }

    /// The length in bytes of the string, quoted name or comment that begins here.
    fn opaque(&self) -> Result<Option<usize>, TokenError> {
        let rest = self.rest;
        let unterminated = |what| TokenError::Unterminated { what, at: self.at + 1 };
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
            let escapes = self.text.ends_with(['e', 'E']) && self.word.eq_ignore_ascii_case("e");
            return quoted(rest, '\'', escapes).map(Some).ok_or_else(|| unterminated("string"));
        }
        if let Some(tag) = dollar_tag(rest) {
            let body = &rest[tag.len()..];
            let end = body.find(tag).ok_or_else(|| unterminated("dollar-quoted string"))?;
            return Ok(Some(tag.len() + end + tag.len()));
        }
        Ok(None)
    }

    fn token(&mut self) -> Result<(), TokenError> {
        let name = self.rest[1..].find('!').map(|end| &self.rest[1..=end]).unwrap_or_default();
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic() || c == '_');
        self.word.clear();
        if !is_name {
            // an operator such as != or !~
            self.take(1);
            return Ok(());
        }
        let upper = name.to_ascii_uppercase();
        let piece = KNOWN.iter().find(|(known, _)| *known == upper).map(|(_, piece)| piece.clone());
        let mut piece = piece.ok_or_else(|| TokenError::Unknown(name.to_owned()))?;
        let skipped = name.len() + 2;
        self.flush();
        if upper == "BBOX" || upper == "BOX" {
            // the innermost call decides
            match self.open.iter_mut().rev().find(|open| open.mvt_geom) {
                Some(call) if call.commas == 1 => {
                    call.bounds_from_token = true;
                    piece = Piece::Square;
                }
                _ => self.undecided.push(self.pieces.len()),
            }
        }
        self.pieces.push(piece);
        self.skip(skipped);
        Ok(())
    }

    fn close(&mut self) -> Result<(), TokenError> {
        let open = self.open.pop().ok_or(TokenError::Parenthesis(self.at + 1))?;
        if !open.mvt_geom {
            return Ok(());
        }
        self.calls.0 += 1;
        self.calls.1 += usize::from(open.bounds_from_token);
        if open.named {
            return Ok(());
        }
        if open.commas == 1 {
            self.text.push_str(", ");
            self.flush();
            self.pieces.push(Piece::Extent);
        }
        if open.commas == 1 || open.commas == 2 {
            self.text.push_str(", ");
            self.flush();
            self.pieces.push(Piece::Buffer);
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Vec<Piece>, TokenError> {
        if let Some(open) = self.open.last() {
            return Err(TokenError::Parenthesis(open.at));
        }
        if !self.something {
            return Err(TokenError::Empty);
        }
        let (calls, from_token) = self.calls;
        if calls == 0 || from_token < calls {
            for index in &self.undecided {
                if let Some(piece) = self.pieces.get_mut(*index) {
                    *piece = Piece::Square;
                }
            }
        }
        self.flush();
        Ok(self.pieces)
    }

    /// Something that counts stands here: nothing of the sort may follow a semicolon.
    fn significant(&mut self) -> Result<(), TokenError> {
        self.something = true;
        self.semicolon.map_or(Ok(()), |at| Err(TokenError::Statements(at)))
    }

    /// Keeps the next `length` bytes as text.
    fn take(&mut self, length: usize) {
        let (taken, rest) = self.rest.split_at(length);
        self.text.push_str(taken);
        self.at += taken.chars().count();
        self.rest = rest;
    }

    /// Leaves the next `length` bytes out.
    fn skip(&mut self, length: usize) {
        let (skipped, rest) = self.rest.split_at(length);
        self.at += skipped.chars().count();
        self.rest = rest;
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            self.pieces.push(Piece::Text(std::mem::take(&mut self.text)));
        }
    }
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Length of the string or name in quotes at the start of `text`, both quotes counted.
fn quoted(text: &str, quote: char, escapes: bool) -> Option<usize> {
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if escapes && c == '\\' {
            chars.next();
        } else if c == quote {
            match chars.peek() {
                Some((_, next)) if *next == quote => {
                    chars.next();
                }
                _ => return Some(at + quote.len_utf8()),
            }
        }
    }
    None
}

/// Length of the comment at the start of `text`; PostgreSQL's comments nest.
fn nested_comment(text: &str) -> Option<usize> {
    let (mut depth, mut at) = (0usize, 0usize);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                return Some(at);
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    None
}

/// `$$` or `$tag$` at the start of `text`.
fn dollar_tag(text: &str) -> Option<&str> {
    let end = text.strip_prefix('$')?.find('$')?;
    let name = &text[1..=end];
    let fits = name.chars().all(is_word) && !name.starts_with(|c: char| c.is_ascii_digit());
    fits.then(|| &text[..end + 2])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces as one text, tokens by their names.
    fn shown(sql: &str) -> String {
        parse(sql)
            .unwrap()
            .into_iter()
            .map(|piece| match piece {
                Piece::Text(text) => text,
                other => format!("<{other:?}>"),
            })
            .collect()
    }

    #[test]
    fn the_bounds_are_the_square_and_rows_are_chosen_from_the_grown_one() {
        assert_eq!(
            shown("SELECT osm_id, ST_AsMVTGeom(geometry, !BBOX!) AS geom FROM layer_water(!BBOX!, !ZOOM!)"),
            "SELECT osm_id, ST_AsMVTGeom(geometry, <Square>, <Extent>, <Buffer>) AS geom \
             FROM layer_water(<Grown>, <Zoom>)"
        );
    }

    #[test]
    fn explicit_extent_and_buffer_are_kept() {
        assert_eq!(
            shown("SELECT public.st_asmvtgeom ( ST_Simplify(g, f(1, 2)), st_transform(!bbox!, 3857), 512, 8) FROM t"),
            "SELECT public.st_asmvtgeom ( ST_Simplify(g, f(1, 2)), st_transform(<Square>, 3857), 512, 8) FROM t"
        );
        assert_eq!(shown("ST_AsMVTGeom(g, !BBOX!, 512)"), "ST_AsMVTGeom(g, <Square>, 512, <Buffer>)");
        let named = "ST_AsMVTGeom(geom => g, bounds => ST_MakeEnvelope(0, 0, 1, 1))";
        assert_eq!(shown(named), named);
    }

    #[test]
    fn a_statement_that_takes_its_bounds_elsewhere_gets_the_plain_square() {
        assert_eq!(
            shown("WITH b AS (SELECT !BBOX! AS e) SELECT ST_AsMVTGeom(g, b.e, 4096, 64) FROM t, b"),
            "WITH b AS (SELECT <Square> AS e) SELECT ST_AsMVTGeom(g, b.e, 4096, 64) FROM t, b"
        );
        assert_eq!(shown("SELECT * FROM tile_of(!BBOX!, !Z!)"), "SELECT * FROM tile_of(<Square>, <Zoom>)");
        assert_eq!(shown("SELECT * FROM f(!BUFFER_BBOX!)"), "SELECT * FROM f(<Grown>)");
    }

    #[test]
    fn the_first_argument_of_the_geometry_is_no_bounds() {
        assert_eq!(
            shown("ST_AsMVTGeom(ST_ClipByBox2D(g, !BBOX!), !BBOX!, 1, 2)"),
            "ST_AsMVTGeom(ST_ClipByBox2D(g, <Grown>), <Square>, 1, 2)"
        );
    }

    #[test]
    fn strings_names_and_comments_are_left_alone() {
        for sql in [
            "SELECT '!FOO! ('",
            "SELECT \"!FOO!)\"",
            "SELECT 1 -- !FOO! ; (",
            "SELECT 1 /* ; /* !FOO! */ ( */",
            "SELECT $$ !FOO! $1 $$, $q$ ' $q$",
            "SELECT E'it\\'s !FOO!'",
            "SELECT 'it''s !FOO!'",
            "SELECT a FROM b WHERE a != 1 AND b !~ 'x'",
        ] {
            assert_eq!(shown(sql), sql);
        }
    }

    #[test]
    fn faults_are_named() {
        assert_eq!(parse("SELECT !BBBOX!"), Err(TokenError::Unknown("BBBOX".into())));
        assert_eq!(parse("SELECT $1"), Err(TokenError::Parameter("$1".into())));
        assert_eq!(parse("SELECT 1; DROP TABLE a"), Err(TokenError::Statements(9)));
        assert_eq!(parse("SELECT 1 ; -- done\n"), Ok(vec![Piece::Text("SELECT 1  -- done\n".into())]));
        assert_eq!(parse("SELECT (1"), Err(TokenError::Parenthesis(8)));
        assert_eq!(parse("SELECT 1) AS q"), Err(TokenError::Parenthesis(9)));
        assert_eq!(parse("SELECT 'x"), Err(TokenError::Unterminated { what: "string", at: 8 }));
        assert_eq!(parse(" -- nothing"), Err(TokenError::Empty));
        assert!(TokenError::Unknown("A".into()).fix().contains("!BBOX! "));
    }
}
