//! Fallback chains and scripts: facts, see `README.md` beside.

use std::{
    collections::{BTreeMap, HashMap, HashSet},
    sync::LazyLock,
};

/// The built-in chains: language → languages to try after it.
pub(super) static FALLBACKS: LazyLock<HashMap<String, Vec<String>>> =
    LazyLock::new(|| serde_json::from_str(include_str!("fallbacks.json")).unwrap_or_default());

/// Languages that are not written in Latin letters.
static NOT_LATIN: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let by_script: BTreeMap<String, Vec<String>> =
        serde_json::from_str(include_str!("scripts.json")).unwrap_or_default();
    by_script.into_values().flatten().collect()
});

/// Whether readers of `language` read Latin letters. Codes nobody knows count as such.
pub(super) fn is_latin(language: &str) -> bool {
    !NOT_LATIN.contains(language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_whole() {
        assert_eq!(FALLBACKS.len(), 212);
        assert_eq!(FALLBACKS["zh-hk"][..3], ["zh-hant", "zh-tw", "zh"]);
        assert!(FALLBACKS.iter().all(|(language, chain)| !chain.is_empty() && !chain.contains(language)));
        assert!(!is_latin("ru") && !is_latin("zh") && !is_latin("be-tarask"));
        assert!(["de", "no", "EN", "zh-hans", "none", "xx"].iter().all(|l| is_latin(l)));
    }

    #[test]
    fn the_chains_are_those_of_the_original() {
        let Ok(text) = std::fs::read_to_string("../shared/golden/babel-fallbacks.json") else { return };
        let recorded: BTreeMap<String, serde_json::Value> = serde_json::from_str(&text).unwrap();
        assert_eq!(recorded.len(), FALLBACKS.len());
        for (language, chain) in recorded {
            let chain = if chain.is_string() { serde_json::json!([chain]) } else { chain };
            assert_eq!(serde_json::json!(FALLBACKS[&language]), chain, "{language}");
        }
        let text = std::fs::read_to_string("../shared/golden/babel-scripts-overrides.json").unwrap();
        let scripts: BTreeMap<String, String> = serde_json::from_str(&text).unwrap();
        for (language, script) in scripts {
            assert_eq!(is_latin(&language), script == "Latn", "{language}");
        }
    }
}
