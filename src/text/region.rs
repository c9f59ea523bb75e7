//! Regional forms of Han characters.

/// A region with its own forms of Han characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum Region {
    Any,
    Simplified,
    Traditional,
    Japanese,
    Korean,
}

impl Region {
    /// The region of a language code.
    pub(super) fn of_lang(lang: Option<&str>) -> Self {
        let lang = lang.unwrap_or_default().to_ascii_lowercase();
        match lang.split(['-', '_']).next() {
            Some("ja") => Self::Japanese,
            Some("ko") => Self::Korean,
            Some("zh") if ["hant", "tw", "hk", "mo"].iter().any(|t| lang.contains(t)) => Self::Traditional,
            Some("yue" | "lzh" | "nan") => Self::Traditional,
            Some("zh" | "wuu" | "gan") => Self::Simplified,
            _ => Self::Any,
        }
    }

    /// The name suffixes with which pan-Asian font families mark the faces of this region.
    pub(super) fn marks(self) -> [&'static str; 2] {
        match self {
            Self::Any => ["", ""],
            Self::Simplified => [" SC", " CN"],
            Self::Traditional => [" TC", " TW"],
            Self::Japanese => [" JP", " JP"],
            Self::Korean => [" KR", " KR"],
        }
    }
}
