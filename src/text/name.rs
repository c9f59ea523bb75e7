//! Font names: comparison, and parsing of weight and slant.

/// Weight and slant of a font.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct FontStyle {
    /// 100 (thin) to 950 (extra black); 400 is regular.
    pub weight: f32,
    /// Italic or oblique.
    pub italic: bool,
}

impl FontStyle {
    /// The difference between two styles: a different slant counts as much as three steps of weight.
    pub(super) fn distance(self, other: Self) -> f32 {
        (self.weight - other.weight).abs() + if self.italic == other.italic { 0.0 } else { 300.0 }
    }
}

/// Normalizes a name for comparison: lower case, letters and digits only ("Noto Sans-Bold" → "notosansbold").
pub(super) fn key(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Splits a name such as "Open Sans Semibold Italic" into the family and the style.
pub(super) fn split(name: &str) -> (String, FontStyle) {
    let mut style = FontStyle { weight: 400.0, italic: false };
    let mut words: Vec<&str> = name.split([' ', '-', '_']).filter(|w| !w.is_empty()).collect();
    while let Some(word) = words.last() {
        if !read_word(&word.to_ascii_lowercase(), &mut style) {
            break;
        }
        words.pop();
        // "Semi Bold", "Extra Light": the first word of a two-word weight.
        if let (Some(first), Some(weight)) = (words.last(), half_of(style.weight)) {
            match (first.to_ascii_lowercase().as_str(), weight) {
                ("semi" | "demi", Half::Bold) => style.weight = 600.0,
                ("extra" | "ultra", Half::Bold) => style.weight = 800.0,
                ("extra" | "ultra", Half::Light) => style.weight = 200.0,
                _ => continue,
            }
            words.pop();
        }
    }
    (words.join(" "), style)
}

/// The second word of a two-word weight.
enum Half {
    Bold,
    Light,
}

fn half_of(weight: f32) -> Option<Half> {
    match weight as u32 {
        700 => Some(Half::Bold),
        300 => Some(Half::Light),
        _ => None,
    }
}

fn read_word(word: &str, style: &mut FontStyle) -> bool {
    let weight = match word {
        "italic" | "oblique" | "slanted" => {
            style.italic = true;
            return true;
        }
        "regular" | "normal" | "book" | "roman" => 400.0,
        "thin" | "hairline" => 100.0,
        "extralight" | "ultralight" => 200.0,
        "light" => 300.0,
        "medium" => 500.0,
        "semibold" | "demibold" | "demi" => 600.0,
        "bold" => 700.0,
        "extrabold" | "ultrabold" | "heavy" => 800.0,
        "black" => 900.0,
        "bolditalic" | "boldoblique" => {
            style.italic = true;
            700.0
        }
        _ => return false,
    };
    style.weight = weight;
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weight_and_slant_are_split_from_the_family() {
        let of = |name: &str| {
            let (family, style) = split(name);
            (family, style.weight as u32, style.italic)
        };
        assert_eq!(of("Noto Sans Bold Italic"), ("Noto Sans".into(), 700, true));
        assert_eq!(of("Open Sans Semibold"), ("Open Sans".into(), 600, false));
        assert_eq!(of("Roboto Extra Light"), ("Roboto".into(), 200, false));
        assert_eq!(of("DejaVuSans-BoldOblique"), ("DejaVuSans".into(), 700, true));
        assert_eq!(of("Arial Unicode MS"), ("Arial Unicode MS".into(), 400, false));
        assert_eq!(of("Metropolis Semi Bold Italic"), ("Metropolis".into(), 600, true));
    }
}
