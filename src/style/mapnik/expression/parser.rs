//! The grammar. `and` and `or` have the same precedence, and `not` is allowed once, before a comparison.

use super::{
    arithmetic::Operator, compare::Relation, cursor::Cursor, error::MapnikExpressionError, literal, pattern::Pattern,
    replacement::Replacement, term::Term,
};
use crate::style::expression::{Comparison, Keys};

/// The longest text of an expression, in bytes.
const MOST_BYTES: usize = 1 << 16;
/// The deepest nesting of parentheses.
const DEEPEST: usize = 100;
/// The most operators that follow others of their kind, such as the second `+` of `a + b + c`.
const MOST_IN_A_ROW: usize = 1000;

/// What was parsed; `None` if nothing here begins it.
pub(super) type Parsed<T> = Result<Option<T>, MapnikExpressionError>;

/// Parses an expression.
pub(super) fn parse(text: &str, keys: &mut Keys) -> Result<Term, MapnikExpressionError> {
    if text.len() > MOST_BYTES {
        return Err(MapnikExpressionError::new(0, format!("the expression is longer than {MOST_BYTES} bytes")));
    }
    let mut parser = Parser { cursor: Cursor::new(text), keys, depth: 0, in_a_row: 0 };
    let term = parser.required(Parser::expression, "the beginning")?;
    parser.cursor.skip();
    match parser.cursor.peek() {
        None => Ok(term),
        Some(_) => Err(parser.cursor.error("an operator or the end is expected")),
    }
}

/// The state of the parser.
pub(super) struct Parser<'t, 'k> {
    pub cursor: Cursor<'t>,
    pub keys: &'k mut Keys,
    depth: usize,
    in_a_row: usize,
}

impl Parser<'_, '_> {
    /// An expression, or a text without quotes and blanks that begins none.
    pub(super) fn expression(&mut self) -> Parsed<Term> {
        let start = self.cursor.at();
        if let Some(term) = self.logical()? {
            return Ok(Some(term));
        }
        self.cursor.back_to(start);
        literal::characters(&mut self.cursor, ' ').map(|text| Some(Term::text(text)))
    }

    pub(super) fn logical(&mut self) -> Parsed<Term> {
        let Some(mut left) = self.negation()? else { return Ok(None) };
        loop {
            if self.cursor.eat_any(&["and", "&&"]) {
                let right = self.required(Self::negation, "`and`")?;
                left = match left {
                    Term::All(mut terms) => {
                        terms.push(right);
                        Term::All(terms)
                    }
                    left => {
                        self.count(1)?;
                        Term::All(vec![left, right])
                    }
                };
            } else if self.cursor.eat_any(&["or", "||"]) {
                let right = self.required(Self::negation, "`or`")?;
                left = match left {
                    Term::Any(mut terms) => {
                        terms.push(right);
                        Term::Any(terms)
                    }
                    left => {
                        self.count(1)?;
                        Term::Any(vec![left, right])
                    }
                };
            } else {
                break;
            }
        }
        Ok(Some(left))
    }

    fn negation(&mut self) -> Parsed<Term> {
        if let Some(term) = self.equality()? {
            return Ok(Some(term));
        }
        if self.cursor.eat_any(&["not", "!"]) {
            let term = self.required(Self::equality, "`not`")?;
            return Ok(Some(Term::Not(Box::new(term))));
        }
        Ok(None)
    }

    fn equality(&mut self) -> Parsed<Term> {
        let Some(mut left) = self.relation()? else { return Ok(None) };
        for length in 0.. {
            let relation = if self.cursor.eat_any(&["=", "eq", "is"]) {
                Relation::Equal
            } else if self.cursor.eat_any(&["!=", "<>", "neq"]) {
                Relation::NotEqual
            } else {
                break;
            };
            self.count(length)?;
            let right = self.required(Self::relation, "a comparison")?;
            left = Term::compared(relation, left, right);
        }
        Ok(Some(left))
    }

    fn relation(&mut self) -> Parsed<Term> {
        let Some(mut left) = self.sum()? else { return Ok(None) };
        for length in 0.. {
            let before = self.cursor.at();
            let comparison = if self.cursor.eat_any(&["<=", "le"]) {
                Comparison::LessEqual
            } else if self.cursor.eat_any(&["<", "lt"]) {
                Comparison::Less
            } else if self.cursor.eat_any(&[">=", "ge"]) {
                Comparison::GreaterEqual
            } else if self.cursor.eat_any(&[">", "gt"]) {
                Comparison::Greater
            } else {
                break;
            };
            self.count(length)?;
            // `<` may be the beginning of `<>`.
            let right = match self.sum()? {
                Some(right) => right,
                None if comparison == Comparison::Less => {
                    self.cursor.back_to(before);
                    break;
                }
                None => return Err(self.missing("a comparison")),
            };
            left = Term::compared(Relation::Ordered(comparison), left, right);
        }
        Ok(Some(left))
    }

    fn sum(&mut self) -> Parsed<Term> {
        let Some(mut left) = self.product()? else { return Ok(None) };
        for length in 0.. {
            let (operator, sign) = if self.cursor.eat("+") {
                (Operator::Add, "`+`")
            } else if self.cursor.eat("-") {
                (Operator::Subtract, "`-`")
            } else {
                break;
            };
            self.count(length)?;
            let right = self.required(Self::product, sign)?;
            left = Term::Arithmetic(operator, Box::new((left, right)));
        }
        Ok(Some(left))
    }

    fn product(&mut self) -> Parsed<Term> {
        let Some(mut left) = self.signed()? else { return Ok(None) };
        for length in 0.. {
            let (operator, sign) = if self.cursor.eat("*") {
                (Operator::Multiply, "`*`")
            } else if self.cursor.eat("/") {
                (Operator::Divide, "`/`")
            } else if self.cursor.eat("%") {
                (Operator::Remainder, "`%`")
            } else if self.cursor.eat(".match") {
                self.count(length)?;
                self.cursor.expect("(", "`.match`")?;
                let pattern = self.pattern()?;
                self.cursor.expect(")", "the pattern of `.match`")?;
                left = Term::Match(Box::new(left), pattern);
                continue;
            } else if self.cursor.eat(".replace") {
                self.count(length)?;
                self.cursor.expect("(", "`.replace`")?;
                let pattern = self.pattern()?;
                self.cursor.expect(",", "the pattern of `.replace`")?;
                let replacement = Replacement::new(&self.text("the replacement")?);
                self.cursor.expect(")", "the replacement of `.replace`")?;
                left = Term::Replace(Box::new(left), Box::new((pattern, replacement)));
                continue;
            } else {
                break;
            };
            self.count(length)?;
            let right = self.required(Self::signed, sign)?;
            left = Term::Arithmetic(operator, Box::new((left, right)));
        }
        Ok(Some(left))
    }

    fn signed(&mut self) -> Parsed<Term> {
        if let Some(term) = self.primary()? {
            return Ok(Some(term));
        }
        if self.cursor.eat("+") {
            return self.required(Self::primary, "`+`").map(Some);
        }
        if self.cursor.eat("-") {
            let term = self.required(Self::primary, "`-`")?;
            return Ok(Some(Term::Negated(Box::new(term))));
        }
        Ok(None)
    }

    fn pattern(&mut self) -> Result<Pattern, MapnikExpressionError> {
        self.cursor.skip();
        let at = self.cursor.at();
        Pattern::new(&self.text("a pattern")?).map_err(|why| MapnikExpressionError::new(at, why))
    }

    fn text(&mut self, what: &str) -> Result<String, MapnikExpressionError> {
        self.cursor.skip();
        literal::quoted(&mut self.cursor)?.ok_or_else(|| self.cursor.error(format!("{what} in quotes is expected")))
    }

    /// A part that must be there, one level deeper.
    pub(super) fn nested(
        &mut self,
        part: impl FnOnce(&mut Self) -> Parsed<Term>,
        after: &str,
    ) -> Result<Term, MapnikExpressionError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return Err(self.cursor.error(format!("the nesting is deeper than {DEEPEST}")));
        }
        let term = self.required(part, after);
        self.depth -= 1;
        term
    }

    fn required(
        &mut self,
        part: impl FnOnce(&mut Self) -> Parsed<Term>,
        after: &str,
    ) -> Result<Term, MapnikExpressionError> {
        part(self)?.ok_or_else(|| self.missing(after))
    }

    fn missing(&self, after: &str) -> MapnikExpressionError {
        let found = if self.cursor.rest().trim_start().is_empty() { "; this is the end" } else { "" };
        let rest = self.cursor.rest().trim_start();
        let is_word = rest.starts_with(|c: char| c.is_alphabetic() && !rest.starts_with("not"));
        let hint = if is_word { "; a text needs quotes, a field brackets" } else { found };
        self.cursor.error(format!("a value is expected after {after}{hint}"))
    }

    /// Bounds the height of the tree: operators that follow others of their kind are nested.
    fn count(&mut self, length: usize) -> Result<(), MapnikExpressionError> {
        self.in_a_row += usize::from(length > 0);
        if self.in_a_row <= MOST_IN_A_ROW {
            return Ok(());
        }
        Err(self.cursor.error(format!("more than {MOST_IN_A_ROW} operators follow each other")))
    }
}
