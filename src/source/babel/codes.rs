//! Codes of languages that data may have names in.

use std::{collections::HashSet, sync::LazyLock};

use super::tables;

/// Codes that are in none of the other tables, because they fall back to nothing and are written in Latin script: those
/// of the editions of Wikipedia, whose names OpenStreetMap has, and of its transliterations.
static OTHERS: LazyLock<HashSet<&str>> = LazyLock::new(|| include_str!("codes.txt").lines().collect());

/// Whether data may have names in the language `code`, or its romanization (`ja_rm`). Other codes are all answered in the
/// same way.
pub(super) fn is_known(code: &str) -> bool {
    let code = code.strip_suffix("_rm").unwrap_or(code);
    OTHERS.contains(code) || tables::mentions(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_that_data_has_names_for_are_known_and_invented_ones_are_not() {
        for code in ["en", "fr", "ceb", "tok", "zh-min-nan", "sr-Latn", "zh_pinyin", "ja_rm", "be-tarask", "vi-hani"] {
            assert!(is_known(code), "{code}");
        }
        for code in ["xqzz", "FR", "fr_FR", "none", "", "_rm", "en-en", "e"] {
            assert!(!is_known(code), "{code}");
        }
    }
}
