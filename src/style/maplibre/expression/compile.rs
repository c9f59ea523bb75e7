//! Compiles the checked tree to the compact one.

use std::sync::Arc;

use maplibre_expr::{Expr, InterpKind, InterpSpace, Type, Value as Literal};

use super::{
    foreign::ReferenceExpression,
    types::SEMILITERAL,
    value::{ours, value_type},
    walk::used,
};
use crate::style::{
    color::ColorSpace,
    expression::{Comparison, Easing, Expression, FormatNode, Keys, Labels, Node, UnitBezier, Value, ValueType},
};

/// Compiles a parsed and type-checked expression. Property names get slots in `keys`.
pub(in crate::style::maplibre) fn compile(expr: &Expr, keys: &mut Keys) -> Expression {
    Expression::new(Compiler { keys, scope: Vec::new() }.node(expr))
}

struct Compiler<'k, 'e> {
    keys: &'k mut Keys,
    /// Names bound by the enclosing `let`s, with their definitions. The position is the index in the frame.
    scope: Vec<(&'e str, &'e Expr)>,
}

impl<'e> Compiler<'_, 'e> {
    fn boxed(&mut self, expr: &'e Expr) -> Box<Node> {
        Box::new(self.node(expr))
    }

    fn nodes(&mut self, exprs: &'e [Expr]) -> Vec<Node> {
        exprs.iter().map(|e| self.node(e)).collect()
    }

    fn optional(&mut self, expr: &'e Option<Expr>) -> Option<Node> {
        expr.as_ref().map(|e| self.node(e))
    }

    /// A node for the reference evaluator, including the enclosing bindings that it uses.
    fn reference(&self, expr: &'e Expr) -> Node {
        let used = used(expr, &self.scope).into_iter().filter_map(|at| self.scope.get(at));
        let bindings: Vec<_> = used.map(|(name, e)| ((*name).to_owned(), (*e).clone())).collect();
        if bindings.is_empty() {
            return foreign(expr.clone());
        }
        foreign(Expr::Let { bindings, body: Box::new(expr.clone()) })
    }

    fn node(&mut self, expr: &'e Expr) -> Node {
        match expr {
            Expr::Literal(value) => Node::Constant(ours(value.clone())),
            Expr::Call { op, args } => self.call(op, args).unwrap_or_else(|| self.reference(expr)),
            Expr::Let { bindings, body } => {
                let outer = self.scope.len();
                let mut values = Vec::with_capacity(bindings.len());
                // Bindings cannot refer to each other.
                for (_, value) in bindings {
                    values.push(self.node(value));
                }
                self.scope.extend(bindings.iter().map(|(name, value)| (name.as_str(), value)));
                let body = self.boxed(body);
                self.scope.truncate(outer);
                Node::Let(values, body)
            }
            Expr::Var(name) => match self.scope.iter().rposition(|(n, _)| n == name) {
                Some(at) => Node::Var(at),
                None => self.reference(expr),
            },
            Expr::Match { input, arms, default } => {
                let labels = arms
                    .iter()
                    .enumerate()
                    .flat_map(|(i, (labels, _))| labels.iter().map(move |l| (ours(l.clone()), i)));
                match Labels::new(labels) {
                    Some(labels) => Node::Match {
                        input: self.boxed(input),
                        labels,
                        outputs: arms.iter().map(|(_, output)| self.node(output)).collect(),
                        otherwise: self.boxed(default),
                    },
                    None => self.reference(expr),
                }
            }
            Expr::Step { input, output0, stops } => {
                Node::Step { input: self.boxed(input), first: self.boxed(output0), stops: self.stops(stops) }
            }
            Expr::Interpolate { kind, space, input, stops, projection: false } if !stops.is_empty() => {
                Node::Interpolate {
                    easing: easing(*kind),
                    space: color_space(*space),
                    input: self.boxed(input),
                    stops: self.stops(stops),
                }
            }
            Expr::Format(sections) => Node::Format(
                sections
                    .iter()
                    .map(|s| FormatNode {
                        content: self.node(&s.content),
                        scale: self.optional(&s.scale),
                        font: self.optional(&s.font),
                        color: self.optional(&s.text_color),
                        vertical_align: self.optional(&s.vertical_align),
                    })
                    .collect(),
            ),
            Expr::Assert(ty, inner) => match value_type(ty) {
                Some(ty) => Node::Assert(ty, vec![self.node(inner)]),
                None => self.reference(expr),
            },
            Expr::Coerce(ty, inner) => match ty {
                Type::String => Node::ToString(self.boxed(inner)),
                Type::Boolean => Node::ToBoolean(self.boxed(inner)),
                Type::Color => Node::ToColor(self.boxed(inner)),
                Type::Formatted => Node::ToFormatted(self.boxed(inner)),
                Type::ResolvedImage => Node::ToImage(self.boxed(inner)),
                Type::VariableAnchorOffsetCollection => Node::ToAnchors(self.boxed(inner)),
                _ => self.reference(expr),
            },
            _ => self.reference(expr),
        }
    }

    fn stops(&mut self, stops: &'e [(f64, Expr)]) -> Vec<(f64, Node)> {
        stops.iter().map(|(at, output)| (*at, self.node(output))).collect()
    }

    fn pair(&mut self, a: &'e Expr, b: &'e Expr) -> Box<(Node, Node)> {
        Box::new((self.node(a), self.node(b)))
    }

    fn call(&mut self, op: &str, args: &'e [Expr]) -> Option<Node> {
        Some(match (op, args) {
            ("get", [Expr::Literal(Literal::String(name))]) => Node::Get(self.keys.slot(name)),
            ("has", [Expr::Literal(Literal::String(name))]) => Node::Has(self.keys.slot(name)),
            ("id", []) => Node::Id,
            ("geometry-type", []) => Node::GeometryType,
            ("zoom", []) => Node::Zoom,
            ("line-progress" | "heatmap-density" | "elevation", []) => Node::Ramp,
            ("!", [x]) => Node::Not(self.boxed(x)),
            ("all", _) => Node::All(self.nodes(args)),
            ("any", _) => Node::Any(self.nodes(args)),
            ("==" | "!=", [a, b]) => self.equal(a, b, op == "=="),
            ("<", [a, b]) => Node::Compare(Comparison::Less, self.pair(a, b)),
            ("<=", [a, b]) => Node::Compare(Comparison::LessEqual, self.pair(a, b)),
            (">", [a, b]) => Node::Compare(Comparison::Greater, self.pair(a, b)),
            (">=", [a, b]) => Node::Compare(Comparison::GreaterEqual, self.pair(a, b)),
            ("in", [needle, Expr::Literal(Literal::Array(items))]) if !items.is_empty() => {
                Node::In(self.boxed(needle), Labels::new(items.iter().map(|label| (ours(label.clone()), 0)))?)
            }
            ("case", [conditions @ .., otherwise]) => Node::Case(
                conditions.chunks_exact(2).map(|c| (self.node(&c[0]), self.node(&c[1]))).collect(),
                self.boxed(otherwise),
            ),
            ("coalesce", _) => Node::Coalesce(self.nodes(args)),
            ("+", _) => Node::Fold(|a, b| a + b, 0.0, self.nodes(args)),
            ("*", _) => Node::Fold(|a, b| a * b, 1.0, self.nodes(args)),
            ("min", _) => Node::Fold(f64::min, f64::INFINITY, self.nodes(args)),
            ("max", _) => Node::Fold(f64::max, f64::NEG_INFINITY, self.nodes(args)),
            ("-", [x]) => Node::Unary(|x| -x, self.boxed(x)),
            ("-", [a, b]) => Node::Binary(|a, b| a - b, self.pair(a, b)),
            ("/", [a, b]) => Node::Binary(|a, b| a / b, self.pair(a, b)),
            ("%", [a, b]) => Node::Binary(|a, b| a % b, self.pair(a, b)),
            ("^", [a, b]) => Node::Binary(f64::powf, self.pair(a, b)),
            ("abs" | "ceil" | "floor" | "round" | "sqrt", [x]) => Node::Unary(unary(op), self.boxed(x)),
            ("concat", _) => Node::Concat(self.nodes(args)),
            ("upcase", [x]) => Node::Upcase(self.boxed(x)),
            ("downcase", [x]) => Node::Downcase(self.boxed(x)),
            ("to-string", [x]) => Node::ToString(self.boxed(x)),
            ("to-boolean", [x]) => Node::ToBoolean(self.boxed(x)),
            ("to-color", [x]) => Node::ToColor(self.boxed(x)),
            ("image", [x]) => Node::ToImage(self.boxed(x)),
            (SEMILITERAL, _) => Node::List(self.nodes(args)),
            // The default locale.
            ("resolved-locale", [Expr::Collator { locale: None, .. }]) => Node::Constant("en-US".into()),
            ("string", _) => Node::Assert(ValueType::String, self.nodes(args)),
            ("number", _) => Node::Assert(ValueType::Number, self.nodes(args)),
            ("boolean", _) => Node::Assert(ValueType::Bool, self.nodes(args)),
            _ => return None,
        })
    }

    fn equal(&mut self, a: &'e Expr, b: &'e Expr, wanted: bool) -> Node {
        let (mut a, mut b) = (self.node(a), self.node(b));
        if matches!(a, Node::Constant(_)) {
            std::mem::swap(&mut a, &mut b);
        }
        match (a, b) {
            (Node::Get(slot), Node::Constant(Value::String(text))) => Node::SlotIs(slot, text.as_ref().into(), wanted),
            (a, b) => Node::Equal(Box::new((a, b)), wanted),
        }
    }
}

fn foreign(expr: Expr) -> Node {
    Node::Foreign(Arc::new(ReferenceExpression(expr)))
}

fn easing(kind: InterpKind) -> Easing {
    match kind {
        InterpKind::Linear => Easing::Linear,
        InterpKind::Exponential(base) => Easing::Exponential(base),
        InterpKind::CubicBezier(x1, y1, x2, y2) => Easing::CubicBezier(UnitBezier::new(x1, y1, x2, y2)),
    }
}

fn color_space(space: InterpSpace) -> ColorSpace {
    match space {
        InterpSpace::Rgb => ColorSpace::Rgb,
        InterpSpace::Hcl => ColorSpace::Hcl,
        InterpSpace::Lab => ColorSpace::Lab,
    }
}

fn unary(op: &str) -> fn(f64) -> f64 {
    match op {
        "abs" => f64::abs,
        "ceil" => f64::ceil,
        "floor" => f64::floor,
        "sqrt" => f64::sqrt,
        _ => f64::round,
    }
}
