//! Single filters.

use super::{Comparison, ids::TextId};
use crate::{
    diagnostic::Span,
    style::carto::{number::leading_number, number::whole_number, value::NodeRef},
};

/// `[key = value]`. Selectors share filters, and a change of one is seen by all of them.
#[derive(Debug, Clone)]
pub(crate) struct CartoFilter {
    pub(crate) key: NodeRef,
    pub(crate) comparison: Comparison,
    pub(crate) value: NodeRef,
    pub(crate) span: Span,
    /// Whether variables have been replaced.
    pub(crate) evaluated: bool,
    /// Whether it is shared by all selectors with the same text, wherever they are.
    pub(crate) plain: bool,
    /// The text as written, which tells filters apart.
    pub(super) id: TextId,
    pub(super) key_text: TextId,
    pub(super) value_text: TextId,
    pub(super) operand: Operand,
}

/// The value of a filter, prepared for comparisons.
#[derive(Debug, Clone)]
pub(super) struct Operand {
    pub(super) text: String,
    /// The number that the whole text is.
    pub(super) number: f64,
    /// Whether it looks like a decimal number, so that others compare with it as number.
    pub(super) numeric: bool,
    /// The number that the text begins with.
    pub(super) leading: f64,
    /// Whether it is `null`.
    pub(super) null: bool,
}

impl Operand {
    pub(super) fn new(value: &NodeRef) -> Self {
        let text = value.text(false);
        Self {
            number: whole_number(&text),
            numeric: is_decimal(&text),
            leading: leading_number(&text),
            null: value.keyword() == Some("null"),
            text,
        }
    }
}

/// Whether the text is a number as a filter has it: `12`, `-1.5`, `2.`, `1e3`.
fn is_decimal(text: &str) -> bool {
    let text = text.strip_prefix(['+', '-']).unwrap_or(text);
    let (mantissa, exponent) = match text.split_once(['e', 'E', '|']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))),
        None => (text, None),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    !whole.is_empty() && digits(whole) && digits(fraction) && exponent.is_none_or(|e| !e.is_empty() && digits(e))
}
