//! The choice of a name: the language rules, on plain tags.

use std::collections::BTreeMap;

use super::tables::{FALLBACKS, is_latin};

/// The fallback chain of one language, made once per request.
#[derive(Debug, Clone)]
pub(super) struct Choice {
    /// The code as requested.
    language: String,
    /// Keys in the order in which they are tried: that of the language, then those of its fallbacks.
    keys: Vec<String>,
    /// Whether the language is written in Latin script, so that romanized names are used.
    latin: bool,
    /// The key of the local name.
    tag: String,
    /// `name_rm`, which is Romansh, not a romanization.
    romansh: String,
}

impl Choice {
    /// The chain of `language`, for local names with the key `tag` (`name`), whose translations have keys with the
    /// prefix `prefix` (`name_`). `chains` replaces the built-in table; in a chain, `tag` itself is the local name.
    pub(super) fn new(language: &str, tag: &str, prefix: &str, chains: Option<&BTreeMap<String, Vec<String>>>) -> Self {
        let chain = match chains {
            Some(own) => own.get(language),
            None => FALLBACKS.get(language),
        };
        let mut keys = Vec::new();
        for code in std::iter::once(language).chain(chain.into_iter().flatten().map(String::as_str)) {
            let key = if code == tag { tag.to_owned() } else { format!("{prefix}{code}") };
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        Self {
            language: language.to_owned(),
            keys,
            latin: is_latin(language),
            tag: tag.to_owned(),
            romansh: format!("{prefix}rm"),
        }
    }

    /// The name to show: one of `candidates`, which are the local name and its translations, in the order of the tile.
    /// If a key occurs twice, its last value counts.
    pub(super) fn pick<'v>(&self, candidates: &[(&str, &'v str)]) -> Option<&'v str> {
        let keyed = |key: &str| candidates.iter().rfind(|(k, _)| *k == key).map(|(_, value)| *value);
        let romanized = |key: &str| key.ends_with("_rm") && key != self.romansh;
        keyed(&self.language)
            .or_else(|| self.keys.iter().find_map(|key| keyed(key)))
            .or_else(|| {
                let found = candidates.iter().find(|(key, _)| romanized(key) || *key == "zh_pinyin");
                found.filter(|_| self.latin).and_then(|(key, _)| keyed(key))
            })
            .or_else(|| keyed(&self.tag))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pick<'v>(language: &str, candidates: &[(&str, &'v str)]) -> Option<&'v str> {
        Choice::new(language, "name", "name_", None).pick(candidates)
    }

    #[test]
    fn the_language_itself_comes_first_then_its_fallbacks_in_order() {
        let tokyo = [("name", "東京都"), ("name_en", "Tokyo"), ("name_zh", "东京都"), ("name_zh-hant", "東京都!")];
        assert_eq!(pick("en", &tokyo), Some("Tokyo"));
        assert_eq!(pick("zh-hk", &tokyo), Some("東京都!"), "zh-hant before zh");
        assert_eq!(pick("zh-cn", &tokyo), Some("东京都"), "zh before zh-hant");
        assert_eq!(pick("el", &tokyo), Some("Tokyo"), "Greek falls back to English by the table");
    }

    #[test]
    fn a_complete_key_is_accepted_as_the_language() {
        assert_eq!(pick("name_ru", &[("name", "a"), ("name_ru", "b")]), Some("b"));
    }

    #[test]
    fn latin_languages_get_any_romanized_name_before_the_local_one() {
        let tokyo = [("name", "東京都"), ("name_ru", "Токио"), ("name_ja_rm", "Tōkyō-to")];
        for latin in ["nl", "xx", "none", "EN", "zh-hans"] {
            assert_eq!(pick(latin, &tokyo), Some("Tōkyō-to"), "{latin}");
        }
        for (other, expected) in [("ab", "Токио"), ("uk", "東京都"), ("he", "東京都")] {
            assert_eq!(pick(other, &tokyo), Some(expected), "{other}");
        }
    }

    #[test]
    fn romansh_and_pinyin_are_not_romanizations() {
        let names = [("name", "城"), ("name_rm", "Chasté"), ("name_zh_pinyin", "chéng")];
        assert_eq!(pick("nl", &names), Some("城"));
        assert_eq!(pick("rm", &names), Some("Chasté"));
        assert_eq!(pick("zh_pinyin", &names), Some("chéng"));
    }

    #[test]
    fn without_names_nothing_is_picked() {
        assert_eq!(pick("en", &[("name_de", "x")]), None);
    }

    #[test]
    fn a_configured_table_replaces_the_built_in_one() {
        let own =
            [("en".to_owned(), vec!["fr".to_owned()]), ("de".to_owned(), vec!["name".to_owned(), "en".to_owned()])];
        let own = own.into();
        let pick = |language: &str, candidates: &[(&str, &'static str)]| {
            Choice::new(language, "name", "name_", Some(&own)).pick(candidates)
        };
        assert_eq!(pick("en", &[("name", "a"), ("name_fr", "b")]), Some("b"));
        assert_eq!(pick("el", &[("name", "a"), ("name_en", "b")]), Some("a"));
        assert_eq!(pick("de", &[("name", "a"), ("name_en", "b")]), Some("a"), "a chain may name the local name");
    }
}
