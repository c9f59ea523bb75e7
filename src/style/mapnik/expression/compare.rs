//! Comparisons. Values of different types are unequal and in no order, except that numbers and booleans are compared as
//! numbers.

use std::cmp::Ordering;

use super::scalar::Scalar;
use crate::style::expression::Comparison;
use Scalar::{Double, Null, Text};

/// A comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Relation {
    Equal,
    NotEqual,
    Ordered(Comparison),
}

impl Relation {
    /// Whether it holds.
    pub(super) fn holds(self, a: &Scalar<'_>, b: &Scalar<'_>) -> bool {
        if let (Self::NotEqual, Null, Text(text)) = (self, a, b) {
            return !text.is_empty();
        }
        match self {
            Self::Equal => are_equal(a, b),
            Self::NotEqual => !are_equal(a, b),
            Self::Ordered(comparison) => comparison.holds(order(a, b)),
        }
    }
}

fn are_equal(a: &Scalar<'_>, b: &Scalar<'_>) -> bool {
    match (a, b) {
        (Text(a), Text(b)) => a == b,
        _ => order(a, b) == Some(Ordering::Equal),
    }
}

fn order(a: &Scalar<'_>, b: &Scalar<'_>) -> Option<Ordering> {
    match (a, b) {
        (Null, Null) => Some(Ordering::Equal),
        // Texts are in the order of their UTF-16 units.
        (Text(a), Text(b)) => Some(a.encode_utf16().cmp(b.encode_utf16())),
        (Null | Text(_), _) | (_, Null | Text(_)) => None,
        (Double(_), _) | (_, Double(_)) => a.to_double().partial_cmp(&b.to_double()),
        _ => Some(a.to_integer().cmp(&b.to_integer())),
    }
}
