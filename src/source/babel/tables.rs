//! Tables of fallback chains and scripts; see `README.md` in this directory.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::LazyLock,
};

/// The built-in chains: language → languages to try after it.
pub(super) static FALLBACKS: LazyLock<HashMap<String, Vec<String>>> =
    LazyLock::new(|| serde_json::from_str(include_str!("fallbacks.json")).unwrap_or_default());

/// Languages that are not written in Latin script.
static NOT_LATIN: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let by_script: BTreeMap<String, Vec<String>> =
        serde_json::from_str(include_str!("scripts.json")).unwrap_or_default();
    by_script.into_values().flatten().collect()
});

/// Whether one of the tables has the code `language`.
pub(super) fn mentions(language: &str) -> bool {
    NOT_LATIN.contains(language) || FALLBACKS.contains_key(language) || FALLBACK_LANGUAGES.contains(language)
}

/// The languages that others fall back to.
static FALLBACK_LANGUAGES: LazyLock<HashSet<&str>> =
    LazyLock::new(|| FALLBACKS.values().flatten().map(String::as_str).collect());

/// Whether `language` is written in Latin script. Unknown codes count as Latin.
pub(super) fn is_latin(language: &str) -> bool {
    !NOT_LATIN.contains(language)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `generate.mjs` writes the table from a package and the differences; this needs no package.
    #[test]
    fn the_fallbacks_are_those_of_the_generator() {
        #[derive(serde::Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Differences {
            chains: BTreeMap<String, Vec<String>>,
            left_out: Vec<String>,
        }
        let differences: Differences = serde_json::from_str(include_str!("differences.json")).unwrap();
        assert_eq!((differences.chains.len(), differences.left_out.len()), (29 + 5, 35));
        assert!(differences.chains.iter().all(|(language, chain)| FALLBACKS[language] == *chain));
        assert!(!differences.left_out.iter().any(|language| FALLBACKS.contains_key(language)));
    }

    #[test]
    fn the_tables_are_complete() {
        assert_eq!(FALLBACKS.len(), 212);
        assert_eq!(FALLBACKS["zh-hk"][..3], ["zh-hant", "zh-tw", "zh"]);
        assert!(FALLBACKS.iter().all(|(language, chain)| !chain.is_empty() && !chain.contains(language)));
        assert!(!is_latin("ru") && !is_latin("zh") && !is_latin("be-tarask"));
        assert!(["de", "no", "EN", "zh-hans", "none", "xx"].iter().all(|l| is_latin(l)));
    }
}
