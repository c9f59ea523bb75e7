//! Parameter types of functions (`compound_expression.ts` of the specification).

use maplibre_expr::{Expr, ParseError, ParseErrorKind, Type, Value as Literal, is_subtype};

use super::{
    types::{Scope, type_of},
    value::ours,
    walk::children_mut,
};
use crate::style::{AnchorOffsets, expression::Compound};

/// Holds all calls in a checked tree to their functions' parameters: refuses what can never fit, asserts
/// what may.
pub(super) fn check(expr: &mut Expr, scope: &mut Scope) -> Result<(), ParseError> {
    let outer = scope.len();
    if let Expr::Let { bindings, body } = expr {
        // Bindings cannot refer to each other.
        let body_at = 1 + 2 * bindings.len();
        for (i, (_, value)) in bindings.iter_mut().enumerate() {
            check(value, scope).map_err(|e| within(&format!("[{}]", 2 + 2 * i), e))?;
        }
        let types: Vec<_> = bindings.iter().map(|(name, value)| (name.clone(), type_of(value, scope))).collect();
        scope.extend(types);
        let result = check(body, scope).map_err(|e| within(&format!("[{body_at}]"), e));
        scope.truncate(outer);
        return result;
    }
    for (key, child) in children_mut(expr) {
        check(child, scope).map_err(|e| within(&key, e))?;
    }
    match expr {
        Expr::Var(name) if !scope.iter().any(|(known, _)| known == name) => {
            Err(within("[1]", ParseError::of(ParseErrorKind::UnboundVariable(name.clone()))))
        }
        Expr::Coerce(Type::VariableAnchorOffsetCollection, inner) => match &**inner {
            Expr::Literal(value) if !is_anchor_offsets(value) => {
                let value = ours(value.clone()).to_json();
                let message = format!("Could not parse variableAnchorOffsetCollection from value '{value}'");
                Err(ParseError::new(message))
            }
            _ => Ok(()),
        },
        Expr::Call { op, args } if op == "coalesce" && args.is_empty() => {
            Err(ParseError::of(ParseErrorKind::ExpectedAtLeastOneArgument))
        }
        Expr::Call { op, args } => {
            let Some(parameters) = parameters(op, args.len()) else { return Ok(()) };
            for (i, (arg, expected)) in args.iter_mut().zip(parameters).enumerate() {
                fit(op, arg, expected, scope).map_err(|e| within(&format!("[{}]", i + 1), e))?;
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn is_anchor_offsets(value: &Literal) -> bool {
    let value = ours(value.clone());
    matches!(value.as_compound(), Some(Compound::List(items)) if AnchorOffsets::of_list(items).is_some())
}

fn within(key: &str, error: ParseError) -> ParseError {
    ParseError { key: format!("{key}{}", error.key), ..error }
}

fn fit(op: &str, arg: &mut Expr, expected: Type, scope: &Scope) -> Result<(), ParseError> {
    let found = type_of(arg, scope);
    if is_subtype(&expected, &found) {
        return Ok(());
    }
    if !matches!(found, Type::Value) {
        let (expected, found) = (expected.to_string(), found.to_string());
        return Err(ParseError::of(ParseErrorKind::TypeMismatch { expected, found }));
    }
    // Evaluation requires numbers anyway, and every script is supported.
    if !matches!(expected, Type::Number) && op != "is-supported-script" {
        let inner = std::mem::replace(arg, Expr::Literal(Literal::Null));
        *arg = Expr::Assert(expected, Box::new(inner));
    }
    Ok(())
}

/// The parameter types of functions that the library does not check.
fn parameters(op: &str, count: usize) -> Option<Vec<Type>> {
    Some(match op {
        "+" | "*" | "min" | "max" | "-" | "/" | "%" | "^" | "sqrt" | "log10" | "ln" | "log2" | "sin" | "cos"
        | "tan" | "asin" | "acos" | "atan" | "abs" | "round" | "floor" | "ceil" => vec![Type::Number; count],
        "!" | "all" | "any" => vec![Type::Boolean; count],
        "upcase" | "downcase" | "is-supported-script" | "split" | "feature-state" => vec![Type::String; count],
        "has" | "get" => vec![Type::String, Type::Object],
        "join" => vec![Type::array(Type::String, None), Type::String],
        "resolved-locale" => vec![Type::Collator],
        "at" => vec![Type::Number, Type::array(Type::Value, None)],
        "slice" => vec![Type::Value, Type::Number, Type::Number],
        "index-of" => vec![Type::Value, Type::Value, Type::Number],
        _ => return None,
    })
}
