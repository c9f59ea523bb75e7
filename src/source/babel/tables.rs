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

/// Whether `language` is written in Latin script. Unknown codes count as Latin.
pub(super) fn is_latin(language: &str) -> bool {
    !NOT_LATIN.contains(language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_complete() {
        assert_eq!(FALLBACKS.len(), 212);
        assert_eq!(FALLBACKS["zh-hk"][..3], ["zh-hant", "zh-tw", "zh"]);
        assert!(FALLBACKS.iter().all(|(language, chain)| !chain.is_empty() && !chain.contains(language)));
        assert!(!is_latin("ru") && !is_latin("zh") && !is_latin("be-tarask"));
        assert!(["de", "no", "EN", "zh-hans", "none", "xx"].iter().all(|l| is_latin(l)));
    }
}
