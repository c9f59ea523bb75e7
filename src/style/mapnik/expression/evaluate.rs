//! Evaluation.

use std::borrow::Cow;

use super::{arithmetic::negated, scalar::Scalar, term::Term};
use crate::style::expression::{Context, GeometryKind, Value};

impl Term {
    /// The value for the feature of `context`.
    pub(super) fn evaluate<'a>(&'a self, context: &Context<'a>) -> Scalar<'a> {
        match self {
            Self::Constant(value) => value.borrowed(),
            Self::Field(slot) => field(*slot, context).map_or(Scalar::Null, Scalar::of_field),
            Self::FieldIs(slot, text, wanted) => {
                Scalar::Bool(matches!(field(*slot, context), Some(Value::String(it)) if **it == **text) == *wanted)
            }
            Self::GeometryType => Scalar::Integer(match context.feature.map(|it| it.kind) {
                Some(GeometryKind::Point) => 1,
                Some(GeometryKind::Line) => 2,
                Some(GeometryKind::Polygon) => 3,
                Some(GeometryKind::Unknown) | None => 0,
            }),
            Self::All(terms) => Scalar::Bool(terms.iter().all(|it| it.evaluate(context).is_true())),
            Self::Any(terms) => Scalar::Bool(terms.iter().any(|it| it.evaluate(context).is_true())),
            Self::Not(term) => Scalar::Bool(!term.evaluate(context).is_true()),
            Self::Negated(term) => negated(&term.evaluate(context)),
            Self::Arithmetic(operator, pair) => operator.apply(pair.0.evaluate(context), pair.1.evaluate(context)),
            Self::Relation(relation, pair) => {
                Scalar::Bool(relation.holds(&pair.0.evaluate(context), &pair.1.evaluate(context)))
            }
            Self::Function(function, term) => function.apply(term.evaluate(context)),
            Self::FunctionOfTwo(function, pair) => {
                let [a, b] = [&pair.0, &pair.1].map(|it| it.evaluate(context).to_double());
                Scalar::Double(function(a, b))
            }
            Self::Match(term, pattern) => Scalar::Bool(pattern.is_whole(&term.evaluate(context).into_text())),
            Self::Replace(term, how) => {
                let text = term.evaluate(context).into_text();
                Scalar::Text(how.1.apply(&how.0, text))
            }
            Self::Joined(terms) => {
                Scalar::Text(Cow::Owned(terms.iter().map(|it| it.evaluate(context).into_text()).collect()))
            }
        }
    }
}

fn field<'a>(slot: u32, context: &Context<'a>) -> Option<&'a Value<'a>> {
    context.feature.and_then(|feature| feature.slot(slot))
}
