//! Setting headers.

use http::{HeaderMap, HeaderName, HeaderValue};

/// Sets a header. If the value is not allowed in a header, the header is left out.
pub(crate) fn set(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

/// Sets several headers; those whose names or values are not allowed are left out.
pub(crate) fn set_all<'a>(headers: &mut HeaderMap, more: impl IntoIterator<Item = (&'a String, &'a String)>) {
    for (name, value) in more {
        if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
            headers.insert(name, value);
        }
    }
}
