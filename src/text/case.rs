//! `text-transform`.

/// How to change the case of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Case {
    /// As it is.
    #[default]
    Kept,
    /// ALL CAPITALS.
    Upper,
    /// no capitals.
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
