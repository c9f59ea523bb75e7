//! Classes of characters.

use unicode_script::Script;

/// Whether `c` needs no glyph: joiners, variation selectors, direction marks, soft hyphens. This is the part of
/// Unicode's Default_Ignorable_Code_Point that occurs in text.
pub(super) fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}'..='\u{1160}' | '\u{17b4}'..='\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
        | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0000}'..='\u{e0fff}')
        || c.is_control()
}

/// Whether `script` consists of ideographs or syllables between which East Asian lines may break.
pub(super) fn is_ideographic(script: Script) -> bool {
    matches!(
        script,
        Script::Bopomofo
            | Script::Han
            | Script::Hiragana
            | Script::Katakana
            | Script::Khitan_Small_Script
            | Script::Nushu
            | Script::Tangut
            | Script::Yi
    )
}
