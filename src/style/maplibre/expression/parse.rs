//! Parses JSON into a typed tree. `maplibre-expr` parses and checks; features of the reference that it lacks are added
//! here (`semiliteral`, the parameter types of its functions, newer coercions).

use std::{borrow::Cow, sync::OnceLock};

use maplibre_expr::{Expr, Options, ParseError, ParseErrorKind, Type, Value as Literal};
use serde_json::Value as Json;

use super::{effort, long_match, semiliteral, signature, types::SEMILITERAL};

/// Parses `json` and checks that it yields `expected`. `is_string` coerces the result to a string instead of asserting
/// one, as required for string properties.
pub(in crate::style::maplibre) fn checked(
    json: &Json,
    expected: Option<&Type>,
    is_string: bool,
) -> Result<Expr, ParseError> {
    let expr = maplibre_expr::parse_with(prepared(json)?.as_ref(), options())?;
    typed(expr, expected, is_string)
}

/// Parses a filter and migrates legacy forms, without checking its types.
pub(in crate::style::maplibre) fn parsed_filter(json: &Json) -> Result<Expr, ParseError> {
    maplibre_expr::parse_filter_with(prepared(json)?.as_ref(), options()).map_err(|e| match e {
        maplibre_expr::ParseFilterError::Parse(e) => e,
        other => ParseError::new(other.to_string()),
    })
}

/// Checks the types of a parsed tree and adds the required assertions and coercions.
pub(in crate::style::maplibre) fn typed(
    mut expr: Expr,
    expected: Option<&Type>,
    is_string: bool,
) -> Result<Expr, ParseError> {
    effort::check(&expr)?;
    let mut long = long_match::hide(&mut expr)?;
    let lists = semiliteral::stand_ins(&mut expr)?;
    let mut expr = match maplibre_expr::typecheck(&expr, expected, is_string) {
        Err(e) if is_untyped_projection(&e.kind) => {
            // The library does not support coercion to projections yet.
            let expr = maplibre_expr::typecheck(&expr, None, false)?;
            Expr::Coerce(Type::ProjectionDefinition, Box::new(expr))
        }
        other => other?,
    };
    semiliteral::restore(&mut expr, lists);
    long_match::restore(&mut expr, &mut long);
    signature::check(&mut expr, &mut Vec::new())?;
    Ok(expr)
}

fn is_untyped_projection(kind: &ParseErrorKind) -> bool {
    let ParseErrorKind::TypeMismatch { expected, found } = kind else { return false };
    expected == Type::ProjectionDefinition.kind() && found == Type::Value.kind()
}

/// Whether `json` is an expression rather than a plain array.
pub(in crate::style::maplibre) fn is_expression(json: &Json) -> bool {
    maplibre_expr::is_expression(json) || json.get(0).and_then(Json::as_str) == Some(SEMILITERAL)
}

/// The additional functions of the library's parser and evaluator.
pub(super) fn options() -> &'static Options {
    static OPTIONS: OnceLock<Options> = OnceLock::new();
    OPTIONS.get_or_init(|| {
        let mut options = Options::new();
        options.external(SEMILITERAL, None, |items, _| Ok(Literal::Array(items.to_vec())));
        options
    })
}

/// `json` in the form that the library understands.
fn prepared(json: &Json) -> Result<Cow<'_, Json>, ParseError> {
    if !mentions(json) {
        return Ok(Cow::Borrowed(json));
    }
    let mut json = json.clone();
    rewrite(&mut json)?;
    Ok(Cow::Owned(json))
}

fn mentions(json: &Json) -> bool {
    match json {
        Json::String(s) => s == SEMILITERAL || s == NUMBER_FORMAT,
        Json::Array(items) => items.iter().any(mentions),
        Json::Object(fields) => fields.values().any(mentions),
        _ => false,
    }
}

const NUMBER_FORMAT: &str = "number-format";

fn rewrite(json: &mut Json) -> Result<(), ParseError> {
    match json {
        Json::Array(items) => {
            match items.first().and_then(Json::as_str) {
                Some("literal") => return Ok(()),
                Some(SEMILITERAL) => *items = semiliteral::flattened(items)?,
                Some(NUMBER_FORMAT) => {
                    // The reference treats options of 0 and "" as missing.
                    if let Some(Json::Object(options)) = items.get_mut(2) {
                        options.retain(|_, v| !matches!(v, Json::Null | Json::Bool(false)) && *v != 0 && *v != "");
                    }
                }
                _ => {}
            }
            items.iter_mut().try_for_each(rewrite)
        }
        Json::Object(fields) => fields.values_mut().try_for_each(rewrite),
        _ => Ok(()),
    }
}
