//! `text-transform`.

/// A change of letter case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Case {
    /// No change.
    #[default]
    Kept,
    /// ALL CAPITALS.
    Upper,
    /// all lower case.
    Lower,
}

/// `text` in `case`, by Unicode's locale-free rules (ß → SS; Turkish dots are not special).
pub fn in_case(text: &str, case: Case) -> std::borrow::Cow<'_, str> {
    match case {
        Case::Kept => text.into(),
        Case::Upper => text.to_uppercase().into(),
        Case::Lower => text.to_lowercase().into(),
    }
}
