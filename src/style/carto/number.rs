//! Numbers and texts as JavaScript converts them, because the results of carto depend on it.

/// The text of a number: the shortest that reads as the same number.
pub(super) fn number_text(number: f64) -> String {
    if number.is_nan() {
        return "NaN".into();
    }
    if number.is_infinite() {
        return if number > 0.0 { "Infinity".into() } else { "-Infinity".into() };
    }
    if number == 0.0 {
        return "0".into();
    }
    if (1e-6..1e21).contains(&number.abs()) {
        return format!("{number}");
    }
    let text = format!("{number:e}");
    match text.split_once('e') {
        Some((digits, exponent)) if !exponent.starts_with('-') => format!("{digits}e+{exponent}"),
        _ => text,
    }
}

/// The number that a whole text is; `NaN` if it is none, 0 if it is empty.
pub(super) fn whole_number(text: &str) -> f64 {
    let text = text.trim();
    if text.is_empty() {
        return 0.0;
    }
    for (prefix, radix) in [("0x", 16), ("0X", 16), ("0o", 8), ("0b", 2)] {
        if let Some(digits) = text.strip_prefix(prefix) {
            return u64::from_str_radix(digits, radix).map_or(f64::NAN, |n| n as f64);
        }
    }
    match prefix_length(text) {
        Some(length) if length == text.len() => parse(text),
        _ => f64::NAN,
    }
}

/// The number that a text begins with; `NaN` if it begins with none.
pub(super) fn leading_number(text: &str) -> f64 {
    let text = text.trim_start();
    prefix_length(text).and_then(|length| text.get(..length)).map_or(f64::NAN, parse)
}

/// The integer that a text begins with.
pub(super) fn leading_integer(text: &str) -> Option<i64> {
    let text = text.trim_start();
    let sign = usize::from(text.starts_with(['+', '-']));
    let digits = text.bytes().skip(sign).take_while(u8::is_ascii_digit).count();
    text.get(..sign + digits).and_then(|t| t.parse().ok())
}

/// Rounds halves up.
pub(super) fn round_half_up(number: f64) -> f64 {
    (number + 0.5).floor()
}

fn parse(text: &str) -> f64 {
    match text.trim_start_matches(['+', '-']) {
        "Infinity" if text.starts_with('-') => f64::NEG_INFINITY,
        "Infinity" => f64::INFINITY,
        _ => text.parse().unwrap_or(f64::NAN),
    }
}

/// The length of the number that `text` begins with.
fn prefix_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let digits = |from: usize| bytes.iter().skip(from).take_while(|b| b.is_ascii_digit()).count();
    let at = |i: usize| bytes.get(i).copied().unwrap_or(0);
    let mut i = usize::from(matches!(at(0), b'+' | b'-'));
    if text.get(i..).is_some_and(|t| t.starts_with("Infinity")) {
        return Some(i + "Infinity".len());
    }
    let whole = digits(i);
    i += whole;
    let mut fraction = 0;
    if at(i) == b'.' {
        fraction = digits(i + 1);
        if whole + fraction > 0 {
            i += 1 + fraction;
        }
    }
    if whole + fraction == 0 {
        return None;
    }
    Some(i + exponent_length(bytes.get(i..).unwrap_or_default()))
}

/// The length of the exponent at the start of `text`, such as `e-7`; 0 if there is none.
pub(super) fn exponent_length(text: &[u8]) -> usize {
    let at = |i: usize| text.get(i).copied().unwrap_or(0);
    if !matches!(at(0), b'e' | b'E') {
        return 0;
    }
    let sign = usize::from(matches!(at(1), b'+' | b'-'));
    match text.iter().skip(1 + sign).take_while(|b| b.is_ascii_digit()).count() {
        0 => 0,
        digits => 1 + sign + digits,
    }
}

#[cfg(test)]
mod tests {
    use super::{leading_number, number_text, whole_number};

    #[test]
    fn numbers_are_written_as_javascript_does() {
        let texts = [1.0, 0.1, -2.5, 1e21, 1.5e-7, 0.000001].map(number_text);
        assert_eq!(texts, ["1", "0.1", "-2.5", "1e+21", "1.5e-7", "0.000001"]);
    }

    #[test]
    fn texts_are_read_as_javascript_does() {
        assert_eq!(whole_number(" 12 "), 12.0);
        assert_eq!(whole_number(""), 0.0);
        assert_eq!(whole_number("3."), 3.0);
        assert!(whole_number("12px").is_nan() && whole_number(".").is_nan());
        assert_eq!(leading_number("12.5px"), 12.5);
        assert!(leading_number("px").is_nan());
    }
}
