//! `text-transform`.

use std::borrow::Cow;

use crate::{
    style::symbolizer::TextTransform,
    text::{Case, in_case},
};

/// The transformed text.
pub(super) fn transformed(text: &str, transform: TextTransform) -> Cow<'_, str> {
    match transform {
        TextTransform::None => text.into(),
        TextTransform::Uppercase => in_case(text, Case::Upper),
        TextTransform::Lowercase => in_case(text, Case::Lower),
        TextTransform::Reverse => text.chars().rev().collect::<String>().into(),
        TextTransform::Capitalize => capitalized(text).into(),
    }
}

/// Every word starts with an upper case letter and continues in lower case. Apostrophes and dots do not end a word.
fn capitalized(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut within = false;
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if !c.is_alphabetic() {
            let joins =
                matches!(c, '\'' | '’' | '.' | '·' | ':' | '_') && chars.peek().is_some_and(|c| c.is_alphabetic());
            within = (within && joins) || c.is_numeric();
            out.push(c);
        } else if within {
            out.extend(c.to_lowercase());
        } else {
            out.extend(c.to_uppercase());
            within = true;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_capitalized() {
        assert_eq!(transformed("rue de L'ÉCOLE saint-denis", TextTransform::Capitalize), "Rue De L'école Saint-Denis");
        assert_eq!(transformed("abc", TextTransform::Reverse), "cba");
    }
}
