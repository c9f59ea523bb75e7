//! Expressions as nodes of karto's own: common ones directly, all others with their own evaluator.

use std::sync::Arc;

use super::{scalar::Scalar, term::Term};
use crate::style::expression::{Context, Failure, ForeignExpression, Node, Reads, Value};

/// The node of an expression.
pub(super) fn node(term: Term) -> Node {
    match term {
        Term::Constant(value) => Node::Constant(value.into_value()),
        Term::Field(slot) => Node::Get(slot),
        Term::FieldIs(slot, text, wanted) => Node::SlotIs(slot, text, wanted),
        Term::All(terms) if terms.iter().all(is_simple) => Node::All(terms.into_iter().map(node).collect()),
        Term::Any(terms) if terms.iter().all(is_simple) => Node::Any(terms.into_iter().map(node).collect()),
        Term::All(mut terms) => {
            // The order makes no difference to the value: what is fast and mostly false is looked at first.
            terms.sort_by_key(|it| !matches!(it, Term::FieldIs(_, _, true)));
            foreign(Term::All(terms))
        }
        other => foreign(other),
    }
}

fn foreign(term: Term) -> Node {
    Node::Foreign(Arc::new(MapnikExpression { reads: reads(&term), term }))
}

/// Whether a condition is a node that is no expression with its own evaluator.
fn is_simple(term: &Term) -> bool {
    match term {
        Term::FieldIs(..) => true,
        Term::All(terms) | Term::Any(terms) => terms.iter().all(is_simple),
        _ => false,
    }
}

/// An expression with its own evaluator.
#[derive(Debug)]
struct MapnikExpression {
    term: Term,
    reads: Reads,
}

impl ForeignExpression for MapnikExpression {
    fn evaluate(&self, context: &Context<'_>) -> Result<Value<'static>, Failure> {
        Ok(match self.term.evaluate(context) {
            Scalar::Text(text) => Value::from(text.into_owned()),
            other => other.into_value().into_owned(),
        })
    }

    fn reads(&self) -> Reads {
        self.reads
    }
}

fn reads(term: &Term) -> Reads {
    let of_all = |terms: &[Term]| terms.iter().map(reads).fold(Reads::default(), Reads::or);
    match term {
        Term::Constant(_) => Reads::default(),
        Term::Field(_) | Term::FieldIs(..) | Term::GeometryType => Reads::FEATURE,
        Term::All(terms) | Term::Any(terms) | Term::Joined(terms) => of_all(terms),
        Term::Not(term)
        | Term::Negated(term)
        | Term::Function(_, term)
        | Term::Match(term, _)
        | Term::Replace(term, _) => reads(term),
        Term::Arithmetic(_, pair) | Term::Relation(_, pair) | Term::FunctionOfTwo(_, pair) => {
            reads(&pair.0).or(reads(&pair.1))
        }
    }
}
