//! Paths with fields in brackets.

use super::{error::MapnikExpressionError, scalar::Scalar, term::Term};
use crate::style::expression::Keys;

/// The most fields of one path.
const MOST_FIELDS: usize = 100;

/// Parses a path: text in which `[field]` is replaced by the text of that field.
pub(super) fn parse(text: &str, keys: &mut Keys) -> Result<Term, MapnikExpressionError> {
    let mut terms = Vec::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('[') {
        let at = text.len() - after.len() - 1;
        let Some((name, behind)) = after.split_once(']') else {
            return Err(MapnikExpressionError::new(at, "the field has no closing `]`"));
        };
        if name.is_empty() {
            return Err(MapnikExpressionError::new(at, "the field has no name"));
        }
        if terms.len() > 2 * MOST_FIELDS {
            return Err(MapnikExpressionError::new(at, format!("there are more than {MOST_FIELDS} fields")));
        }
        if !before.is_empty() {
            terms.push(Term::text(before));
        }
        terms.push(Term::Field(keys.slot(name)));
        rest = behind;
    }
    if terms.is_empty() {
        return Ok(Term::Constant(Scalar::Text(rest.to_owned().into())));
    }
    if !rest.is_empty() {
        terms.push(Term::text(rest));
    }
    Ok(Term::Joined(terms))
}
