//! The most common language of a script.

use unicode_script::Script;

/// The most common language of a script, which selects regional forms of text in an unknown language.
pub(super) fn language_of(script: Script) -> Option<&'static str> {
    Some(match script {
        Script::Arabic => "ar",
        Script::Armenian => "hy",
        Script::Bengali => "bn",
        Script::Canadian_Aboriginal => "iu",
        Script::Cherokee => "chr",
        Script::Coptic => "cop",
        Script::Cyrillic => "ru",
        Script::Devanagari => "hi",
        Script::Ethiopic => "am",
        Script::Georgian => "ka",
        Script::Greek => "el",
        Script::Gujarati => "gu",
        Script::Gurmukhi => "pa",
        Script::Han => "zh-hans",
        Script::Hangul => "ko",
        Script::Hebrew => "he",
        Script::Hiragana | Script::Katakana => "ja",
        Script::Kannada => "kn",
        Script::Khmer => "km",
        Script::Lao => "lo",
        Script::Latin => "en",
        Script::Malayalam => "ml",
        Script::Mongolian => "mn",
        Script::Myanmar => "my",
        Script::Nko => "nqo",
        Script::Oriya => "or",
        Script::Sinhala => "si",
        Script::Syriac => "syr",
        Script::Tamil => "ta",
        Script::Telugu => "te",
        Script::Thaana => "dv",
        Script::Thai => "th",
        Script::Tibetan => "bo",
        _ => return None,
    })
}
