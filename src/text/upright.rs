//! Characters in vertical lines: which are upright, which are sideways, and vertical forms of punctuation.
//!
//! After UAX #50 as implemented by MapLibre (`script_detection.ts`, `verticalize_punctuation.ts`): characters of East
//! Asian blocks are upright, neutral symbols follow their neighbors.

use unicode_script::{Script, UnicodeScript};

use super::characters::is_ideographic;

/// Which characters of a line are set upright, one below the other, when the line is rotated clockwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Upright {
    /// None: a horizontal line.
    #[default]
    None,
    /// Those that are upright in vertical writing; Latin letters are sideways (labels along lines).
    EastAsian,
    /// All except spaces and Arabic (labels at points).
    Most,
}

impl Upright {
    /// Whether `c` is set upright.
    pub(super) fn holds(self, c: char) -> bool {
        match self {
            Self::None => false,
            Self::EastAsian => is_upright(c),
            Self::Most => !c.is_ascii_whitespace() && c != '\u{b}' && c.script() != Script::Arabic,
        }
    }
}

/// Whether text may be written vertically, which requires a character that is upright in vertical writing.
pub fn may_be_vertical(text: &str) -> bool {
    text.chars().any(is_upright)
}

fn is_upright(c: char) -> bool {
    match c {
        '\u{2ea}' | '\u{2eb}' => true,
        '\0'..'\u{1100}' => false,
        // CJK symbols and punctuation except brackets and the wavy dash; katakana except the prolonged sound mark.
        '\u{3000}'..='\u{303f}' => !matches!(c, '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' | '\u{3030}'),
        '\u{30fc}' => false,
        // CJK compatibility forms except overlines; small forms except dashes and brackets.
        '\u{fe30}'..='\u{fe4f}' => c < '\u{fe49}',
        '\u{fe50}'..='\u{fe6f}' => !matches!(c, '\u{fe58}'..='\u{fe5e}' | '\u{fe63}'..='\u{fe66}'),
        '\u{ff00}'..='\u{ffef}' => {
            !matches!(c, '\u{ff08}' | '\u{ff09}' | '\u{ff0d}' | '\u{ff1a}'..='\u{ff1e}' | '\u{ff3b}' | '\u{ff3d}'
                | '\u{ff3f}' | '\u{ff5b}'..='\u{ffdf}' | '\u{ffe3}' | '\u{ffe8}'..)
        }
        '\u{2ff0}'..='\u{2fff}'
        | '\u{30a0}'..='\u{30ff}'
        | '\u{3190}'..='\u{319f}'
        | '\u{31c0}'..='\u{31ef}'
        | '\u{3200}'..='\u{33ff}'
        | '\u{4dc0}'..='\u{4dff}'
        | '\u{fe10}'..='\u{fe1f}' => true,
        _ => {
            let script = c.script();
            matches!(script, Script::Canadian_Aboriginal | Script::Hangul) || is_ideographic(script)
        }
    }
}

/// Whether `c` is upright among upright characters and sideways among others.
fn is_neutral(c: char) -> bool {
    matches!(c,
        '§' | '©' | '®' | '±' | '¼'..='¾' | '×' | '÷'
        | '\u{2016}' | '†' | '‡' | '‰' | '\u{2031}' | '※' | '‼' | '\u{2042}' | '\u{2047}'..='\u{2049}' | '\u{2051}'
        | '\u{2100}'..='\u{218f}' | '∞' | '∴' | '∵'
        | '\u{2300}'..='\u{2307}' | '\u{230c}'..='\u{231f}' | '\u{2324}'..='\u{2328}' | '\u{232b}'
        | '\u{237d}'..='\u{239a}' | '\u{23be}'..='\u{23cd}' | '\u{23cf}' | '\u{23d1}'..='\u{23db}'
        | '\u{23e2}'..='\u{2422}' | '\u{2424}'..='\u{24ff}' | '\u{25a0}'..='\u{2619}' | '\u{2620}'..='\u{2767}'
        | '\u{2776}'..='\u{2793}' | '\u{2b12}'..='\u{2b2f}' | '\u{2b50}'..='\u{2b59}' | '\u{2bb8}'..='\u{2beb}'
        | '\u{3000}'..='\u{303f}' | '\u{30a0}'..='\u{30ff}' | '\u{e000}'..='\u{f8ff}'
        | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ffef}' | '\u{fffc}' | '\u{fffd}')
}

/// The vertical form of the punctuation character `c` between `before` and `after`; `None` for other characters, and
/// for punctuation next to sideways letters.
pub(super) fn vertical_form(before: Option<char>, c: char, after: Option<char>) -> Option<char> {
    let form = punctuation(c)?;
    let lets = |c: Option<char>| c.is_none_or(|c| is_upright(c) || is_neutral(c) || punctuation(c).is_some());
    (lets(before) && lets(after)).then_some(form)
}

fn punctuation(c: char) -> Option<char> {
    Some(match c {
        '!' | '！' => '︕',
        '(' | '（' | '｟' => '︵',
        ')' | '）' | '｠' => '︶',
        ',' | '，' => '︐',
        '-' | '–' | '－' => '︲',
        '.' | '‧' | '．' => '・',
        ':' | '：' => '︓',
        ';' | '；' => '︔',
        '<' | '〈' | '＜' => '︿',
        '>' | '〉' | '＞' => '﹀',
        '?' | '？' => '︖',
        '[' | '［' => '﹇',
        ']' | '］' => '﹈',
        '_' | '＿' => '︳',
        '{' | '｛' => '︷',
        '|' | '｜' => '―',
        '}' | '｝' => '︸',
        // The full-width forms of the remaining ASCII symbols.
        '#'..='&' | '*' | '+' | '/' | '=' | '@' | '\\' | '^' | '`' | '~' => {
            return char::from_u32(u32::from(c) + 0xfee0);
        }
        '¢' => '￠',
        '£' => '￡',
        '¥' => '￥',
        '¦' => '￤',
        '¬' => '￢',
        '¯' => '￣',
        '—' => '︱',
        '‘' | '『' => '﹃',
        '’' | '』' => '﹄',
        '“' | '「' | '｢' => '﹁',
        '”' | '」' | '｣' => '﹂',
        '…' => '︙',
        '₩' => '￦',
        '、' => '︑',
        '。' | '｡' => '︒',
        '《' => '︽',
        '》' => '︾',
        '【' => '︻',
        '】' => '︼',
        '〔' => '︹',
        '〕' => '︺',
        '〖' => '︗',
        '〗' => '︘',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_is_upright_and_latin_is_sideways() {
        assert!(Upright::EastAsian.holds('中') && Upright::EastAsian.holds('한') && !Upright::EastAsian.holds('a'));
        assert!(Upright::Most.holds('a') && !Upright::Most.holds(' ') && !Upright::Most.holds('م'));
        assert!(may_be_vertical("Route 中") && !may_be_vertical("Route 7"));
    }

    #[test]
    fn punctuation_is_vertical_among_ideographs_but_not_in_latin_words() {
        assert_eq!(vertical_form(Some('中'), '（', Some('文')), Some('︵'));
        assert_eq!(vertical_form(Some('a'), '-', Some('b')), None);
        assert_eq!(vertical_form(Some('中'), '&', None), Some('＆'));
    }
}
