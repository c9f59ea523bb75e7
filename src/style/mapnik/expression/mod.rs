//! Mapnik's expressions: filters of rules, texts of labels, values of attributes and paths with fields.
//!
//! They are evaluated with Mapnik's own rules for null, truth, comparison and arithmetic ([`arithmetic`], [`compare`],
//! [`scalar`]). Two things differ. Numbers of tiles have no type here: those without a fraction are integers, so that
//! only a quotient of a whole number that the tile stores as a double differs. Patterns are those of the `regex` crate,
//! which has no look-around and no back references; such a pattern is an error.

mod arithmetic;
mod compare;
mod compile;
mod cursor;
mod error;
mod evaluate;
mod function;
mod literal;
mod number_text;
mod parser;
mod path;
mod pattern;
mod primary;
mod replacement;
mod scalar;
mod term;

#[cfg(test)]
mod judged;
#[cfg(test)]
mod tests;

pub(super) use error::MapnikExpressionError;

use crate::style::expression::{Expression, Keys};
use term::Kind;

/// The names of the functions.
pub fn function_names() -> impl Iterator<Item = &'static str> {
    let of_one = function::FUNCTIONS.into_iter().map(|(name, _)| name);
    of_one.chain(function::FUNCTIONS_OF_TWO.into_iter().map(|(name, _)| name))
}

/// Parses an expression, such as `[name] + ' (' + [ref] + ')'` or `[zoom] > 3 and [type] = 'city'`.
pub(super) fn parse(text: &str, keys: &mut Keys) -> Result<Expression, MapnikExpressionError> {
    Ok(Expression::new(compile::node(parser::parse(text, keys)?)))
}

/// Parses an expression whose value is converted to a text.
pub(super) fn parse_text(text: &str, keys: &mut Keys) -> Result<Expression, MapnikExpressionError> {
    parse_as(Kind::Text, text, keys)
}

/// Parses an expression whose value is converted to a number: null and other texts are 0.
pub(super) fn parse_number(text: &str, keys: &mut Keys) -> Result<Expression, MapnikExpressionError> {
    parse_as(Kind::Double, text, keys)
}

/// Parses an expression whose value is converted to true or false: the filter of a rule.
pub(super) fn parse_condition(text: &str, keys: &mut Keys) -> Result<Expression, MapnikExpressionError> {
    parse_as(Kind::Bool, text, keys)
}

/// Parses a path with fields in brackets, such as `shield/[type].svg`.
pub(super) fn parse_path(text: &str, keys: &mut Keys) -> Result<Expression, MapnikExpressionError> {
    Ok(Expression::new(compile::node(path::parse(text, keys)?)))
}

fn parse_as(kind: Kind, text: &str, keys: &mut Keys) -> Result<Expression, MapnikExpressionError> {
    Ok(Expression::new(compile::node(parser::parse(text, keys)?.into_kind(kind))))
}
