//! Numbers and texts.

use super::{cursor::Cursor, error::MapnikExpressionError, scalar::Scalar};

/// A double, which has a point or an exponent, or else an integer; `None` if there is neither.
pub(super) fn number(cursor: &mut Cursor<'_>) -> Option<Scalar<'static>> {
    let start = cursor.at();
    if let Some(number) = double(cursor) {
        return Some(Scalar::Double(number));
    }
    cursor.back_to(start);
    let rest = cursor.rest();
    if !cursor.take("-") {
        cursor.take("+");
    }
    let digits = cursor.take_while(|c| c.is_ascii_digit());
    let number = rest.get(..cursor.at() - start).filter(|_| !digits.is_empty()).and_then(|it| it.parse().ok());
    if number.is_none() {
        cursor.back_to(start);
    }
    number.map(Scalar::Integer)
}

fn double(cursor: &mut Cursor<'_>) -> Option<f64> {
    let (start, text) = (cursor.at(), cursor.rest());
    let is_negative = cursor.take("-");
    if !is_negative {
        cursor.take("+");
    }
    let sign = if is_negative { -1.0 } else { 1.0 };
    if cursor.take_any_case("nan") {
        return Some(f64::NAN.copysign(sign));
    }
    if cursor.take_any_case("infinity") || cursor.take_any_case("inf") {
        return Some(sign * f64::INFINITY);
    }
    let is_digit = |c: char| c.is_ascii_digit();
    let whole = cursor.take_while(is_digit);
    let has_point = cursor.take(".");
    let fraction = if has_point { cursor.take_while(is_digit) } else { "" };
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let before = cursor.at();
    let mut has_exponent = cursor.take_any_case("e");
    if has_exponent {
        if !cursor.take("-") {
            cursor.take("+");
        }
        has_exponent = !cursor.take_while(is_digit).is_empty();
    }
    if !has_exponent {
        cursor.back_to(before);
    }
    let number: f64 = text.get(..cursor.at() - start)?.parse().ok()?;
    (number.is_finite() && (has_point || has_exponent)).then_some(number)
}

/// A text in quotes; `None` if there is none.
pub(super) fn quoted(cursor: &mut Cursor<'_>) -> Result<Option<String>, MapnikExpressionError> {
    let start = cursor.at();
    let Some(quote @ ('\'' | '"')) = cursor.peek() else { return Ok(None) };
    cursor.next();
    let text = characters(cursor, quote)?;
    if cursor.next() == Some(quote) {
        Ok(Some(text))
    } else {
        Err(MapnikExpressionError::new(start, format!("the text has no closing {quote}")))
    }
}

/// The characters up to `end`, with escapes replaced.
pub(super) fn characters(cursor: &mut Cursor<'_>, end: char) -> Result<String, MapnikExpressionError> {
    let mut bytes = Vec::new();
    while let Some(next) = cursor.peek().filter(|it| *it != end) {
        cursor.next();
        if next != '\\' {
            bytes.extend(next.encode_utf8(&mut [0; 4]).as_bytes());
            continue;
        }
        match cursor.peek() {
            Some('x') => {
                cursor.next();
                bytes.push(hexadecimal(cursor, 2)? as u8);
            }
            Some(marker @ ('u' | 'U')) => {
                cursor.next();
                let code = hexadecimal(cursor, if marker == 'u' { 4 } else { 8 })?;
                let character = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
                bytes.extend(character.encode_utf8(&mut [0; 4]).as_bytes());
            }
            other => match other.and_then(simple_escape) {
                Some(byte) => {
                    cursor.next();
                    bytes.push(byte);
                }
                None => bytes.push(b'\\'),
            },
        }
    }
    // A zero byte ends the text in Mapnik.
    bytes.truncate(bytes.iter().position(|it| *it == 0).unwrap_or(bytes.len()));
    Ok(String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned()))
}

fn simple_escape(character: char) -> Option<u8> {
    Some(match character {
        'a' => 0x07,
        'b' => 0x08,
        'f' => 0x0c,
        'n' => b'\n',
        'r' => b'\r',
        't' => b'\t',
        'v' => 0x0b,
        '\\' | '\'' | '"' => character as u8,
        _ => return None,
    })
}

fn hexadecimal(cursor: &mut Cursor<'_>, count: usize) -> Result<u32, MapnikExpressionError> {
    let digits = cursor.rest().get(..count).filter(|it| it.bytes().all(|byte| byte.is_ascii_hexdigit()));
    let Some(code) = digits.and_then(|it| u32::from_str_radix(it, 16).ok()) else {
        return Err(cursor.error(format!("{count} hexadecimal digits are expected")));
    };
    (0..count).for_each(|_| {
        cursor.next();
    });
    Ok(code)
}
