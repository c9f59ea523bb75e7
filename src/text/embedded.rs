//! Fonts embedded in the binary.

/// Embeds a file of the repository's `styles/` folder.
macro_rules! file {
    ($path:literal) => {
        include_bytes!(concat!("../../styles/", $path)).as_slice()
    };
}

/// The name and bytes of each font. The first of several fonts with the same name wins.
pub const FONTS: &[(&str, &[u8])] = &[
    ("NotoSans-Bold.ttf", file!("fonts/NotoSans-Bold.ttf")),
    ("NotoSans-Italic.ttf", file!("fonts/NotoSans-Italic.ttf")),
    ("NotoSans-Regular.ttf", file!("fonts/NotoSans-Regular.ttf")),
    ("NotoSansArabic-Bold.ttf", file!("fonts/NotoSansArabic-Bold.ttf")),
    ("NotoSansArabic-Regular.ttf", file!("fonts/NotoSansArabic-Regular.ttf")),
    ("NotoSansArmenian-Bold.ttf", file!("fonts/NotoSansArmenian-Bold.ttf")),
    ("NotoSansArmenian-Regular.ttf", file!("fonts/NotoSansArmenian-Regular.ttf")),
    ("NotoSansBengali-Bold.ttf", file!("fonts/NotoSansBengali-Bold.ttf")),
    ("NotoSansBengali-Regular.ttf", file!("fonts/NotoSansBengali-Regular.ttf")),
    ("NotoSansCJKsc-Bold.otf", file!("fonts/NotoSansCJKsc-Bold.otf")),
    ("NotoSansCJKsc-Regular.otf", file!("fonts/NotoSansCJKsc-Regular.otf")),
    ("NotoSansCanadianAboriginal-Regular.ttf", file!("fonts/NotoSansCanadianAboriginal-Regular.ttf")),
    ("NotoSansDevanagari-Bold.ttf", file!("fonts/NotoSansDevanagari-Bold.ttf")),
    ("NotoSansDevanagari-Regular.ttf", file!("fonts/NotoSansDevanagari-Regular.ttf")),
    ("NotoSansEthiopic-Regular.ttf", file!("fonts/NotoSansEthiopic-Regular.ttf")),
    ("NotoSansGeorgian-Bold.ttf", file!("fonts/NotoSansGeorgian-Bold.ttf")),
    ("NotoSansGeorgian-Regular.ttf", file!("fonts/NotoSansGeorgian-Regular.ttf")),
    ("NotoSansGujarati-Regular.ttf", file!("fonts/NotoSansGujarati-Regular.ttf")),
    ("NotoSansGurmukhi-Regular.ttf", file!("fonts/NotoSansGurmukhi-Regular.ttf")),
    ("NotoSansHebrew-Bold.ttf", file!("fonts/NotoSansHebrew-Bold.ttf")),
    ("NotoSansHebrew-Regular.ttf", file!("fonts/NotoSansHebrew-Regular.ttf")),
    ("NotoSansKannada-Regular.ttf", file!("fonts/NotoSansKannada-Regular.ttf")),
    ("NotoSansKhmer-Regular.ttf", file!("fonts/NotoSansKhmer-Regular.ttf")),
    ("NotoSansLao-Regular.ttf", file!("fonts/NotoSansLao-Regular.ttf")),
    ("NotoSansMalayalam-Regular.ttf", file!("fonts/NotoSansMalayalam-Regular.ttf")),
    ("NotoSansMyanmar-Regular.ttf", file!("fonts/NotoSansMyanmar-Regular.ttf")),
    ("NotoSansNKo-Regular.ttf", file!("fonts/NotoSansNKo-Regular.ttf")),
    ("NotoSansOlChiki-Regular.ttf", file!("fonts/NotoSansOlChiki-Regular.ttf")),
    ("NotoSansOriya-Regular.ttf", file!("fonts/NotoSansOriya-Regular.ttf")),
    ("NotoSansSinhala-Regular.ttf", file!("fonts/NotoSansSinhala-Regular.ttf")),
    ("NotoSansTamil-Regular.ttf", file!("fonts/NotoSansTamil-Regular.ttf")),
    ("NotoSansTelugu-Regular.ttf", file!("fonts/NotoSansTelugu-Regular.ttf")),
    ("NotoSansThaana-Regular.ttf", file!("fonts/NotoSansThaana-Regular.ttf")),
    ("NotoSansThai-Bold.ttf", file!("fonts/NotoSansThai-Bold.ttf")),
    ("NotoSansThai-Regular.ttf", file!("fonts/NotoSansThai-Regular.ttf")),
    ("NotoSansTifinagh-Regular.ttf", file!("fonts/NotoSansTifinagh-Regular.ttf")),
    ("NotoEmoji-Regular.ttf", file!("fonts/NotoEmoji-Regular.ttf")),
];
