//! The values of scalars, by the core schema of YAML 1.2 (section 10.3) as js-yaml implements it.

/// The value of a scalar that is not null.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ScalarValue {
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Another number, or a whole number that does not fit into 64 bits.
    Float(f64),
    /// A string: anything else, and everything in quotes.
    Text,
}

/// The value of a plain scalar; `None` is null.
pub fn resolve(text: &str) -> Option<ScalarValue> {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => None,
        "true" | "True" | "TRUE" => Some(ScalarValue::Bool(true)),
        "false" | "False" | "FALSE" => Some(ScalarValue::Bool(false)),
        ".inf" | ".Inf" | ".INF" | "+.inf" => Some(ScalarValue::Float(f64::INFINITY)),
        "-.inf" | "-.Inf" | "-.INF" => Some(ScalarValue::Float(f64::NEG_INFINITY)),
        ".nan" | ".NaN" | ".NAN" => Some(ScalarValue::Float(f64::NAN)),
        _ => Some(number(text).unwrap_or(ScalarValue::Text)),
    }
}

fn number(text: &str) -> Option<ScalarValue> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    let radix = [("0x", 16), ("0o", 8), ("0b", 2)];
    if let Some((prefix, radix)) = radix.iter().find(|(p, _)| digits.starts_with(p)) {
        return i64::from_str_radix(digits.get(prefix.len()..)?, *radix).ok().map(ScalarValue::Integer);
    }
    let mut bytes = digits.bytes();
    let first = bytes.next()?;
    if !(first.is_ascii_digit() || first == b'.' && bytes.next().is_some_and(|b| b.is_ascii_digit())) {
        return None;
    }
    if digits.bytes().all(|b| b.is_ascii_digit()) {
        return Some(
            text.parse()
                .map_or_else(|_| ScalarValue::Float(text.parse().unwrap_or(f64::INFINITY)), ScalarValue::Integer),
        );
    }
    // Rust's grammar for floats is that of YAML except for words like `infinity`, which the checks above exclude.
    text.parse().ok().map(ScalarValue::Float)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_scalars_follow_the_core_schema() {
        assert_eq!(resolve(""), None);
        assert_eq!(resolve("6533"), Some(ScalarValue::Integer(6533)));
        assert_eq!(resolve("1.3"), Some(ScalarValue::Float(1.3)));
        assert_eq!(resolve("1e3"), Some(ScalarValue::Float(1000.0)));
        assert_eq!(resolve("127.0.0.1"), Some(ScalarValue::Text));
        assert_eq!(resolve("yes"), Some(ScalarValue::Text));
        assert_eq!(resolve("infinity"), Some(ScalarValue::Text));
        assert_eq!(resolve("99999999999999999999"), Some(ScalarValue::Float(1e20)));
        assert_eq!(resolve("-"), Some(ScalarValue::Text));
    }
}
