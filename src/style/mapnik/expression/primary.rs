//! Literals, fields, functions and parentheses.

use super::{
    error::MapnikExpressionError,
    function::{FUNCTIONS, FUNCTIONS_OF_TWO},
    literal,
    parser::{Parsed, Parser},
    scalar::Scalar,
    term::Term,
};

/// The words for the types of geometries.
const GEOMETRY_TYPES: [(&str, i64); 4] = [("point", 1), ("linestring", 2), ("polygon", 3), ("collection", 4)];
/// The constants.
const CONSTANTS: [(&str, f64); 3] = [
    ("pi", std::f64::consts::PI),
    ("deg_to_rad", std::f64::consts::PI / 180.0),
    ("rad_to_deg", 180.0 / std::f64::consts::PI),
];

impl Parser<'_, '_> {
    /// An operand; `None` if nothing here begins one.
    pub(super) fn primary(&mut self) -> Parsed<Term> {
        self.cursor.skip();
        if let Some(constant) = self.constant() {
            return Ok(Some(Term::Constant(constant)));
        }
        if let Some(text) = literal::quoted(&mut self.cursor)? {
            return Ok(Some(Term::text(text)));
        }
        if self.cursor.take("[") {
            return self.field().map(Some);
        }
        if self.cursor.take("@") {
            return self.variable().map(Some);
        }
        if let Some(called) = self.function()? {
            return Ok(Some(called));
        }
        if self.cursor.take("(") {
            let inner = self.nested(Self::logical, "`(`")?;
            self.cursor.expect(")", "an expression in parentheses")?;
            return Ok(Some(inner));
        }
        Ok(None)
    }

    fn constant(&mut self) -> Option<Scalar<'static>> {
        let cursor = &mut self.cursor;
        if let Some(number) = literal::number(cursor) {
            return Some(number);
        }
        if cursor.take_any_case("true") {
            return Some(Scalar::Bool(true));
        }
        if cursor.take_any_case("false") {
            return Some(Scalar::Bool(false));
        }
        if cursor.take_any_case("null") {
            return Some(Scalar::Null);
        }
        if let Some((_, number)) = GEOMETRY_TYPES.iter().find(|(word, _)| cursor.take_any_case(word)) {
            return Some(Scalar::Integer(*number));
        }
        CONSTANTS.iter().find(|(word, _)| cursor.take(word)).map(|(_, number)| Scalar::Double(*number))
    }

    fn field(&mut self) -> Result<Term, MapnikExpressionError> {
        let start = self.cursor.at() - 1;
        let name = self.cursor.take_while(|c| c != ']');
        if name.is_empty() {
            return Err(MapnikExpressionError::new(start, "a field in brackets needs a name"));
        }
        if !self.cursor.take("]") {
            return Err(MapnikExpressionError::new(start, "the field has no closing `]`"));
        }
        Ok(if name == "mapnik::geometry_type" { Term::GeometryType } else { Term::Field(self.keys.slot(name)) })
    }

    /// A variable of the caller. karto passes none, and one that is not passed is null.
    fn variable(&mut self) -> Result<Term, MapnikExpressionError> {
        let is_letter = |c: char| c.is_ascii_alphabetic() || c == '_';
        if !self.cursor.peek().is_some_and(is_letter) {
            return Err(self.cursor.error("the name of a variable is expected after `@`"));
        }
        self.cursor.take_while(|c| is_letter(c) || c.is_ascii_digit());
        Ok(Term::Constant(Scalar::Null))
    }

    fn function(&mut self) -> Parsed<Term> {
        if let Some((name, function)) = FUNCTIONS.into_iter().find(|(name, _)| self.cursor.take(name)) {
            self.cursor.expect("(", &format!("`{name}`"))?;
            let argument = self.nested(Self::expression, name)?;
            self.cursor.expect(")", &format!("the argument of `{name}`"))?;
            return Ok(Some(Term::Function(function, Box::new(argument))));
        }
        let Some((name, function)) = FUNCTIONS_OF_TWO.into_iter().find(|(name, _)| self.cursor.take(name)) else {
            return Ok(None);
        };
        self.cursor.expect("(", &format!("`{name}`"))?;
        let first = self.nested(Self::expression, name)?;
        self.cursor.expect(",", &format!("the first argument of `{name}`"))?;
        let second = self.nested(Self::expression, name)?;
        self.cursor.expect(")", &format!("the arguments of `{name}`"))?;
        Ok(Some(Term::FunctionOfTwo(function, Box::new((first, second)))))
    }
}
