//! The `Range` of a request (RFC 9110, section 14).

use http::{
    HeaderMap,
    header::{IF_RANGE, RANGE},
};

/// The part of a body that a request asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum RequestedRange {
    /// All of it. This also answers ranges that karto does not support: several, or in other units than bytes.
    Whole,
    /// The bytes from the first to the last one, which exist.
    Part(u64, u64),
    /// Bytes that do not exist.
    Unsatisfiable,
}

/// The part of a body of `len` bytes that `headers` ask for. `modified` is the `Last-Modified` of the body, and the only
/// validator that makes a range conditional: weak tags may not.
pub(super) fn requested(headers: &HeaderMap, len: u64, modified: &str) -> RequestedRange {
    // Several lines are a list, which is not supported either.
    if headers.get_all(RANGE).iter().nth(1).is_some() {
        return RequestedRange::Whole;
    }
    let text = |name| headers.get(name).map(|value: &http::HeaderValue| value.to_str().unwrap_or_default());
    match (text(RANGE), text(IF_RANGE)) {
        (None, _) => RequestedRange::Whole,
        (_, Some(validator)) if validator != modified => RequestedRange::Whole,
        (Some(range), _) => parse(range, len).unwrap_or(RequestedRange::Whole),
    }
}

/// `None` if the text is not a single range of bytes.
fn parse(text: &str, len: u64) -> Option<RequestedRange> {
    let (unit, range) = text.split_once('=')?;
    let (first, last) = range.trim().split_once('-').filter(|_| unit.trim().eq_ignore_ascii_case("bytes"))?;
    // Larger numbers than that are beyond any end.
    let number = |digits: &str| {
        let is_number = !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| digits.parse().unwrap_or(u64::MAX))
    };
    let (first, last) = match (first.trim(), last.trim()) {
        ("", count) => (len.saturating_sub(number(count)?), number(count)?.min(len).checked_sub(1).map(|_| len - 1)),
        (first, "") => (number(first)?, len.checked_sub(1)),
        (first, last) => {
            let (first, last) = (number(first)?, number(last)?);
            if last < first {
                return None;
            }
            (first, len.checked_sub(1).map(|end| last.min(end)))
        }
    };
    Some(match last {
        Some(last) if first <= last => RequestedRange::Part(first, last),
        _ => RequestedRange::Unsatisfiable,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(pairs: &[(http::HeaderName, &str)]) -> RequestedRange {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(name, value.parse().unwrap());
        }
        requested(&headers, 100, "Thu, 01 Jan 1970 00:16:40 GMT")
    }

    #[test]
    fn one_range_of_bytes_is_supported() {
        for (text, expected) in [
            ("bytes=0-9", RequestedRange::Part(0, 9)),
            ("Bytes=90-", RequestedRange::Part(90, 99)),
            ("bytes=-10", RequestedRange::Part(90, 99)),
            ("bytes=-1000", RequestedRange::Part(0, 99)),
            ("bytes=99-99999999999999999999999", RequestedRange::Part(99, 99)),
            ("bytes=100-", RequestedRange::Unsatisfiable),
            ("bytes=99999999999999999999999-", RequestedRange::Unsatisfiable),
            ("bytes=-0", RequestedRange::Unsatisfiable),
            ("bytes=9-0", RequestedRange::Whole),
            ("bytes=0-1,3-4", RequestedRange::Whole),
            ("bytes=a-b", RequestedRange::Whole),
            ("bytes=-", RequestedRange::Whole),
            ("items=0-1", RequestedRange::Whole),
            ("0-1", RequestedRange::Whole),
        ] {
            assert_eq!(of(&[(RANGE, text)]), expected, "{text}");
        }
        assert_eq!(of(&[]), RequestedRange::Whole);
        assert_eq!(of(&[(RANGE, "bytes=0-1"), (RANGE, "bytes=3-4")]), RequestedRange::Whole);
        assert_eq!(parse("bytes=0-", 0), Some(RequestedRange::Unsatisfiable));
        assert_eq!(parse("bytes=-5", 0), Some(RequestedRange::Unsatisfiable));
    }

    #[test]
    fn a_condition_must_be_the_exact_date() {
        let range = (RANGE, "bytes=0-9");
        assert_eq!(of(&[range.clone(), (IF_RANGE, "Thu, 01 Jan 1970 00:16:40 GMT")]), RequestedRange::Part(0, 9));
        assert_eq!(of(&[range.clone(), (IF_RANGE, "Thu, 01 Jan 1970 00:16:41 GMT")]), RequestedRange::Whole);
        assert_eq!(of(&[range, (IF_RANGE, "W/\"a\"")]), RequestedRange::Whole);
    }
}
