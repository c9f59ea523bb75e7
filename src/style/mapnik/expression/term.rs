//! The tree of an expression.

use super::{
    arithmetic::Operator,
    compare::Relation,
    function::{Function, FunctionOfTwo},
    pattern::Pattern,
    replacement::Replacement,
    scalar::Scalar,
};

/// An expression.
#[derive(Debug, Clone)]
pub(super) enum Term {
    Constant(Scalar<'static>),
    /// The field in a slot.
    Field(u32),
    /// Whether the field in a slot is a text that equals (`true`) or differs from (`false`) another.
    FieldIs(u32, Box<str>, bool),
    /// 1 for points, 2 for lines, 3 for polygons.
    GeometryType,
    All(Vec<Term>),
    Any(Vec<Term>),
    Not(Box<Term>),
    Negated(Box<Term>),
    Arithmetic(Operator, Box<(Term, Term)>),
    Relation(Relation, Box<(Term, Term)>),
    Function(Function, Box<Term>),
    FunctionOfTwo(FunctionOfTwo, Box<(Term, Term)>),
    Match(Box<Term>, Pattern),
    Replace(Box<Term>, Box<(Pattern, Replacement)>),
    /// The texts of all, joined.
    Joined(Vec<Term>),
}

/// A type that a value is converted to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Bool,
    Double,
    Text,
}

impl Term {
    /// A text.
    pub(super) fn text(text: impl Into<String>) -> Self {
        Self::Constant(Scalar::Text(text.into().into()))
    }

    /// Whether the value is true or false.
    pub(super) fn is_condition(&self) -> bool {
        matches!(
            self,
            Self::Constant(Scalar::Bool(_))
                | Self::FieldIs(..)
                | Self::All(_)
                | Self::Any(_)
                | Self::Not(_)
                | Self::Relation(..)
                | Self::Match(..)
                | Self::Function(Function::ToBool, _)
        )
    }

    /// The value converted to `kind`.
    pub(super) fn into_kind(self, kind: Kind) -> Self {
        let function = match kind {
            Kind::Bool if self.is_condition() => return self,
            Kind::Text if matches!(self, Self::Joined(_) | Self::Replace(..) | Self::Constant(Scalar::Text(_))) => {
                return self;
            }
            Kind::Bool => Function::ToBool,
            Kind::Double => Function::ToDouble,
            Kind::Text => Function::ToText,
        };
        match self {
            Self::Constant(value) => Self::Constant(function.apply(value)),
            other => Self::Function(function, Box::new(other)),
        }
    }

    /// A comparison, in its fastest form.
    pub(super) fn compared(relation: Relation, a: Self, b: Self) -> Self {
        match (relation, a, b) {
            (Relation::Equal, Self::Field(slot), Self::Constant(Scalar::Text(text))) => {
                Self::FieldIs(slot, text.into(), true)
            }
            // A missing field does not differ from an empty text.
            (Relation::NotEqual, Self::Field(slot), Self::Constant(Scalar::Text(text))) if !text.is_empty() => {
                Self::FieldIs(slot, text.into(), false)
            }
            (relation, a, b) => Self::Relation(relation, Box::new((a, b))),
        }
    }
}
