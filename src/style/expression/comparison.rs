//! Ordered comparisons.

use std::cmp::Ordering;

/// An ordered comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::style) enum Comparison {
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
}

impl Comparison {
    /// Whether the comparison is true for values with this ordering; `None` is unordered (NaN).
    pub(crate) fn holds(self, order: Option<Ordering>) -> bool {
        order.is_some_and(|order| match self {
            Self::Less => order.is_lt(),
            Self::LessEqual => order.is_le(),
            Self::Greater => order.is_gt(),
            Self::GreaterEqual => order.is_ge(),
        })
    }

    /// The operator.
    pub(crate) fn sign(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::LessEqual => "<=",
            Self::Greater => ">",
            Self::GreaterEqual => ">=",
        }
    }
}
