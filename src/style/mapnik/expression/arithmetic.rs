//! Arithmetic. Null is neutral; with a text, `+` concatenates and all other operators give the text.

use std::borrow::Cow;

use super::scalar::Scalar;
use Scalar::{Bool, Double, Integer, Null, Text};

/// An operator with two operands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Operator {
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}

impl Operator {
    /// The result. Integers wrap around; a division by zero gives null.
    pub(super) fn apply<'a>(self, a: Scalar<'a>, b: Scalar<'a>) -> Scalar<'a> {
        if self == Self::Remainder {
            return remainder(a, b);
        }
        match (a, b) {
            (a @ (Null | Text(_)), Null) => a,
            (Null, b) => b,
            (a, Null) => a,
            (Text(a), Text(b)) if self == Self::Add => Text(joined(a, &b)),
            (Text(_), Text(_)) => Null,
            (Text(a), b) if self == Self::Add => Text(joined(a, &b.into_text())),
            (a, Text(b)) if self == Self::Add => Text(joined(a.into_text(), &b)),
            (text @ Text(_), _) | (_, text @ Text(_)) => text,
            (a @ Bool(_), Bool(false)) if self == Self::Divide => a,
            (a @ Double(_), b) | (a, b @ Double(_)) => self.of_doubles(a.to_double(), b.to_double()),
            (a, b) => self.of_integers(a.to_integer(), b.to_integer()),
        }
    }

    fn of_doubles(self, a: f64, b: f64) -> Scalar<'static> {
        match self {
            Self::Add => Double(a + b),
            Self::Subtract => Double(a - b),
            Self::Multiply => Double(a * b),
            Self::Divide if b == 0.0 => Null,
            Self::Divide => Double(a / b),
            Self::Remainder => Double(a % b),
        }
    }

    fn of_integers(self, a: i64, b: i64) -> Scalar<'static> {
        match self {
            Self::Add => Integer(a.wrapping_add(b)),
            Self::Subtract => Integer(a.wrapping_sub(b)),
            Self::Multiply => Integer(a.wrapping_mul(b)),
            Self::Divide | Self::Remainder if b == 0 => Null,
            Self::Divide => Integer(a.wrapping_div(b)),
            Self::Remainder => Integer(a.wrapping_rem(b)),
        }
    }
}

/// The remainder; the first operand unless both are numbers. Mapnik itself crashes at an integer remainder by zero.
fn remainder<'a>(a: Scalar<'a>, b: Scalar<'a>) -> Scalar<'a> {
    match (a, b) {
        (Text(_), Text(_)) => Null,
        (Bool(_), Bool(_)) => Bool(false),
        (Integer(a), Integer(b)) => Operator::Remainder.of_integers(a, b),
        (a @ (Integer(_) | Double(_)), b @ (Integer(_) | Double(_))) => Double(a.to_double() % b.to_double()),
        (a, _) => a,
    }
}

/// The value with the opposite sign; null for texts.
pub(super) fn negated(value: &Scalar<'_>) -> Scalar<'static> {
    match value {
        Null | Text(_) => Null,
        Bool(it) => Integer(-i64::from(*it)),
        Integer(it) => Integer(it.wrapping_neg()),
        Double(it) => Double(-it),
    }
}

fn joined<'a>(a: Cow<'a, str>, b: &str) -> Cow<'a, str> {
    if b.is_empty() { a } else { Cow::Owned(format!("{a}{b}")) }
}
