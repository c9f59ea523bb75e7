//! The types of checked expressions.

use maplibre_expr::{Expr, Type, Value as Literal};

/// The operator of lists whose items are expressions.
pub(super) const SEMILITERAL: &str = "semiliteral";

/// Types of the variables in scope.
pub(super) type Scope = Vec<(String, Type)>;

/// The type of a checked expression.
pub(super) fn type_of(expr: &Expr, scope: &Scope) -> Type {
    let of = |e: &Expr| type_of(e, scope);
    match expr {
        Expr::Literal(value) => Type::of_value(value),
        Expr::Var(name) => scope.iter().rfind(|(n, _)| n == name).map_or(Type::Value, |(_, ty)| ty.clone()),
        Expr::Let { bindings, body } => {
            let mut inner = scope.clone();
            inner.extend(bindings.iter().map(|(name, value)| (name.clone(), of(value))));
            type_of(body, &inner)
        }
        Expr::Match { arms, default, .. } => of(arms.first().map_or(default, |(_, output)| output)),
        Expr::Step { output0, .. } => of(output0),
        Expr::Interpolate { stops, .. } => stops.first().map_or(Type::Value, |(_, output)| of(output)),
        Expr::Format(_) => Type::Formatted,
        Expr::Within(_) => Type::Boolean,
        Expr::Distance(_) => Type::Number,
        Expr::Collator { .. } => Type::Collator,
        Expr::NumberFormat { .. } => Type::String,
        Expr::Assert(ty, _) | Expr::Coerce(ty, _) => ty.clone(),
        Expr::Call { op, args } => result(op, args, scope),
    }
}

fn result(op: &str, args: &[Expr], scope: &Scope) -> Type {
    let of = |i: usize| args.get(i).map_or(Type::Value, |e| type_of(e, scope));
    match op {
        "+" | "-" | "*" | "/" | "%" | "^" | "abs" | "acos" | "asin" | "atan" | "ceil" | "cos" | "floor" | "ln"
        | "log10" | "log2" | "round" | "sin" | "sqrt" | "tan" | "min" | "max" | "e" | "pi" | "ln2" | "zoom"
        | "heatmap-density" | "line-progress" | "elevation" | "accumulated" | "length" | "index-of" | "number"
        | "to-number" => Type::Number,
        "!"
        | "all"
        | "any"
        | "has"
        | "is-supported-script"
        | "in"
        | "=="
        | "!="
        | "<"
        | ">"
        | "<="
        | ">="
        | "boolean"
        | "to-boolean" => Type::Boolean,
        "concat" | "upcase" | "downcase" | "resolved-locale" | "geometry-type" | "typeof" | "join" | "string"
        | "to-string" => Type::String,
        "to-color" | "rgb" | "rgba" => Type::Color,
        "to-rgba" => Type::array(Type::Number, Some(4)),
        "split" => Type::array(Type::String, None),
        "object" | "properties" => Type::Object,
        "image" => Type::ResolvedImage,
        "array" => asserted_array(args),
        "at" => match of(1) {
            Type::Array(item, _) => *item,
            _ => Type::Value,
        },
        "slice" => of(0),
        "case" => of(1),
        "coalesce" => {
            let first = of(0);
            let same = (1..args.len()).all(|i| of(i).kind() == first.kind());
            if same { first } else { Type::Value }
        }
        SEMILITERAL => {
            let first = of(0);
            let same = (1..args.len()).all(|i| of(i) == first) && !matches!(first, Type::Array(..));
            Type::array(if same { first } else { Type::Value }, Some(args.len()))
        }
        _ => Type::Value,
    }
}

fn asserted_array(args: &[Expr]) -> Type {
    let [Expr::Literal(Literal::String(item)), rest @ ..] = args else { return Type::array(Type::Value, None) };
    let item = match item.as_str() {
        "string" => Type::String,
        "number" => Type::Number,
        "boolean" => Type::Boolean,
        _ => Type::Value,
    };
    let length = match rest {
        [Expr::Literal(Literal::Number(n)), _, ..] => Some(*n as usize),
        _ => None,
    };
    Type::array(item, length)
}
