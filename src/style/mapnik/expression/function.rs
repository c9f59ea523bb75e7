//! Functions by name.

use super::scalar::Scalar;
use Scalar::{Bool, Double, Integer, Text};

/// A function of one argument.
#[derive(Debug, Clone, Copy)]
pub(super) enum Function {
    /// A function of a number.
    Of(fn(f64) -> f64),
    /// The number of UTF-16 units of the text.
    Length,
    /// Conversions.
    ToBool,
    ToInteger,
    ToDouble,
    ToText,
}

/// The functions of one argument.
pub(super) const FUNCTIONS: [(&str, Function); 12] = [
    ("sin", Function::Of(f64::sin)),
    ("cos", Function::Of(f64::cos)),
    ("tan", Function::Of(f64::tan)),
    ("atan", Function::Of(f64::atan)),
    ("exp", Function::Of(f64::exp)),
    ("log", Function::Of(f64::ln)),
    ("abs", Function::Of(f64::abs)),
    ("length", Function::Length),
    ("bool", Function::ToBool),
    ("int", Function::ToInteger),
    ("float", Function::ToDouble),
    ("str", Function::ToText),
];

/// A function of two numbers.
pub(super) type FunctionOfTwo = fn(f64, f64) -> f64;

/// The functions of two numbers.
pub(super) const FUNCTIONS_OF_TWO: [(&str, FunctionOfTwo); 3] = [("min", least), ("max", most), ("pow", f64::powf)];

impl Function {
    /// The result.
    pub(super) fn apply(self, argument: Scalar<'_>) -> Scalar<'_> {
        match self {
            Self::Of(function) => Double(function(argument.to_double())),
            Self::Length => Integer(argument.into_text().encode_utf16().count() as i64),
            Self::ToBool => Bool(argument.is_true()),
            Self::ToInteger => Integer(argument.to_integer()),
            Self::ToDouble => Double(argument.to_double()),
            Self::ToText => Text(argument.into_text()),
        }
    }
}

/// The lesser of two numbers; the first if one is NaN.
fn least(a: f64, b: f64) -> f64 {
    if b < a { b } else { a }
}

/// The greater of two numbers; the first if one is NaN.
fn most(a: f64, b: f64) -> f64 {
    if a < b { b } else { a }
}
