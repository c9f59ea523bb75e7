//! Colors as overlays spell them.

use crate::style::Color;

/// A color of three or six hex digits with or without `#`, or any color of CSS.
pub fn hex_color(text: &str) -> Option<Color> {
    hex_digits(text).or_else(|| Color::parse(text))
}

/// A color of three or six hex digits with or without `#`.
pub(super) fn hex_digits(text: &str) -> Option<Color> {
    let digits = text.strip_prefix('#').unwrap_or(text);
    let is_hex = matches!(digits.len(), 3 | 6) && digits.bytes().all(|b| b.is_ascii_hexdigit());
    if is_hex { Color::parse(&format!("#{digits}")) } else { None }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_need_no_sign() {
        let red = Color::new(1.0, 0.0, 0.0, 1.0);
        for text in ["f00", "#f00", "FF0000", "#ff0000", "red", "rgb(255, 0, 0)"] {
            assert_eq!(hex_color(text), Some(red), "{text}");
        }
        assert_eq!(hex_color("zzz"), None);
    }
}
