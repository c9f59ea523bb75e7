//! `text-transform`.

/// A text transformation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Case {
    /// No change.
    #[default]
    Kept,
    /// Upper case.
    Upper,
    /// Lower case.
    Lower,
}

/// Converts `text` to `case` by Unicode's locale-independent rules (ß → SS; no special Turkish dots).
pub fn in_case(text: &str, case: Case) -> std::borrow::Cow<'_, str> {
    match case {
        Case::Kept => text.into(),
        Case::Upper => text.to_uppercase().into(),
        Case::Lower => text.to_lowercase().into(),
    }
}
