//! Shapes Arabic for fonts without shaping rules: maps letters to Unicode's presentation forms, which ready-made glyphs
//! include.

/// Isolated, final, initial and medial form; 0 for missing forms of letters that join only to the preceding letter.
type Forms = [u32; 4];

/// The forms of the letters of Arabic, Persian and Urdu (Unicode charts FB50 and FE70).
fn forms(c: char) -> Option<Forms> {
    let two = |first: u32| [first, first + 1, 0, 0];
    let four = |first: u32| [first, first + 1, first + 2, first + 3];
    Some(match c {
        'ء' => [0xfe80, 0, 0, 0],
        'آ' => two(0xfe81),
        'أ' => two(0xfe83),
        'ؤ' => two(0xfe85),
        'إ' => two(0xfe87),
        'ئ' => four(0xfe89),
        'ا' => two(0xfe8d),
        'ب' => four(0xfe8f),
        'ة' => two(0xfe93),
        'ت'..='خ' => four(0xfe95 + 4 * (u32::from(c) - u32::from('ت'))),
        'د'..='ز' => two(0xfea9 + 2 * (u32::from(c) - u32::from('د'))),
        'س'..='غ' => four(0xfeb1 + 4 * (u32::from(c) - u32::from('س'))),
        'ف'..='ه' => four(0xfed1 + 4 * (u32::from(c) - u32::from('ف'))),
        'و' => two(0xfeed),
        'ى' => [0xfeef, 0xfef0, 0xfbe8, 0xfbe9],
        'ي' => four(0xfef1),
        'ـ' => [0x640; 4],
        'ٱ' => two(0xfb50),
        'پ' => four(0xfb56),
        'ٹ' => four(0xfb66),
        'چ' => four(0xfb7a),
        'ڈ' => two(0xfb88),
        'ژ' => two(0xfb8a),
        'ڑ' => two(0xfb8c),
        'ک' => four(0xfb8e),
        'گ' => four(0xfb92),
        'ں' => two(0xfb9e),
        'ھ' => four(0xfbaa),
        'ہ' => four(0xfba6),
        'ے' => two(0xfbae),
        'ی' => four(0xfbfc),
        _ => return None,
    })
}

/// Isolated and final ligature of lam with an alef.
fn lam_alef(alef: char) -> Option<[u32; 2]> {
    Some(match alef {
        'آ' => [0xfef5, 0xfef6],
        'أ' => [0xfef7, 0xfef8],
        'إ' => [0xfef9, 0xfefa],
        'ا' => [0xfefb, 0xfefc],
        _ => return None,
    })
}

/// Whether `c` is a mark that letters join across.
fn is_transparent(c: char) -> bool {
    matches!(c, '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6dc}' | '\u{6df}'..='\u{6e4}')
}

/// The characters of a text with their byte indices. Letters take their contextual forms, unless the form has no glyph
/// (`has`).
pub(super) fn shaped(text: &str, has: impl Fn(char) -> bool) -> Vec<(usize, char)> {
    let chars: Vec<(usize, char)> = text.char_indices().collect();
    let joins_on = |c: char| c == '\u{200d}' || forms(c).is_some_and(|f| f[2] != 0);
    let joins_back = |c: char| c == '\u{200d}' || forms(c).is_some_and(|f| f[1] != 0);
    let mut out = Vec::with_capacity(chars.len());
    let mut i = 0;
    while let Some(&(at, c)) = chars.get(i) {
        i += 1;
        let Some(own) = forms(c) else {
            out.push((at, c));
            continue;
        };
        let before = chars.get(..i - 1).unwrap_or(&[]).iter().rev().map(|(_, c)| *c).find(|c| !is_transparent(*c));
        let joined = before.is_some_and(joins_on);
        if c == 'ل'
            && let Some(ligature) = chars.get(i).and_then(|(_, alef)| lam_alef(*alef))
            && let Some(glyph) = char::from_u32(ligature[usize::from(joined)]).filter(|g| has(*g))
        {
            out.push((at, glyph));
            i += 1;
            continue;
        }
        let after = chars.get(i..).unwrap_or(&[]).iter().map(|(_, c)| *c).find(|c| !is_transparent(*c));
        let joins = after.is_some_and(joins_back) && own[2] != 0;
        let form = own[usize::from(joined && own[1] != 0) + 2 * usize::from(joins)];
        let glyph = char::from_u32(form).filter(|g| form != 0 && has(*g));
        out.push((at, glyph.unwrap_or(c)));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_take_the_form_of_their_position() {
        let text = |s: &str| shaped(s, |_| true).into_iter().map(|(_, c)| c).collect::<String>();
        assert_eq!(text("سلام"), "\u{feb3}\u{fefc}\u{fee1}");
        assert_eq!(text("بيت"), "\u{fe91}\u{fef4}\u{fe96}");
        assert_eq!(text("a ب1"), "a \u{fe8f}1");
    }

    #[test]
    fn a_letter_without_a_glyph_for_its_form_is_unchanged() {
        assert_eq!(shaped("بت", |_| false), [(0, 'ب'), (2, 'ت')]);
    }
}
