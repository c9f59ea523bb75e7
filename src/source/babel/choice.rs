//! The choice of a name: the language rules, on plain tags.

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
    /// `name_rm`, which is Romansh, not a romanization.
    romansh: String,
}

impl Choice {
    /// The chain of `language`, for names whose translations have keys with the prefix `prefix` (`name_`).
    pub(super) fn new(
        language: &str,
        prefix: &str,
        chains: Option<&std::collections::BTreeMap<String, Vec<String>>>,
    ) -> Self {
        let chain = match chains {
            Some(own) => own.get(language),
            None => FALLBACKS.get(language),
        };
        let mut keys = vec![format!("{prefix}{language}")];
        for fallback in chain.into_iter().flatten() {
            let key = format!("{prefix}{fallback}");
            if !keys.contains(&key) {
                keys.push(key);
            }
        }
        Self { language: language.to_owned(), keys, latin: is_latin(language), romansh: format!("{prefix}rm") }
    }

    /// The name to show: one of `candidates`, which are the local name (with the key `tag`) and its translations, in
    /// the order of the tile.
    pub(super) fn pick<'v>(&self, tag: &str, candidates: &[(&str, &'v str)]) -> Option<&'v str> {
        let keyed = |key: &str| candidates.iter().find(|(k, _)| *k == key).map(|(_, value)| *value);
        let romanized = |key: &str| key.ends_with("_rm") && key != self.romansh;
        keyed(&self.language)
            .or_else(|| self.keys.iter().find_map(|key| keyed(key)))
            .or_else(|| {
                let mut found = candidates.iter().filter(|(key, _)| romanized(key) || *key == "zh_pinyin");
                if self.latin { found.next().map(|(_, value)| *value) } else { None }
            })
            .or_else(|| keyed(tag))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pick<'v>(language: &str, candidates: &[(&str, &'v str)]) -> Option<&'v str> {
        Choice::new(language, "name_", None).pick("name", candidates)
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
        let own = [("en".to_owned(), vec!["fr".to_owned()])].into();
        let choice = Choice::new("en", "name_", Some(&own));
        assert_eq!(choice.pick("name", &[("name", "a"), ("name_fr", "b")]), Some("b"));
        let choice = Choice::new("el", "name_", Some(&own));
        assert_eq!(choice.pick("name", &[("name", "a"), ("name_en", "b")]), Some("a"));
    }
}
