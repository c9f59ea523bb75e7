//! Differences between the headers of two responses.

use std::collections::BTreeSet;

use http::HeaderMap;

use super::difference::Difference;

/// Headers that depend on the time, the connection or the machine: they are never compared.
const ALWAYS_DIFFERENT: [&str; 14] = [
    "age",
    "connection",
    "content-length",
    "date",
    "etag",
    "expires",
    "keep-alive",
    "last-modified",
    "server-timing",
    "transfer-encoding",
    "x-cache",
    "x-cache-status",
    "x-request-id",
    "content-encoding",
];

/// The headers that differ, sorted by name. `ignored` holds names in lower case.
pub(super) fn differences(old: &HeaderMap, new: &HeaderMap, ignored: &BTreeSet<String>) -> Vec<Difference> {
    let names: BTreeSet<&str> = old.keys().chain(new.keys()).map(|name| name.as_str()).collect();
    let compared = names.into_iter().filter(|name| !ALWAYS_DIFFERENT.contains(name) && !ignored.contains(*name));
    compared
        .filter_map(|name| {
            let (before, after) = (joined(old, name), joined(new, name));
            (before != after).then(|| Difference::Header(name.to_owned(), before, after))
        })
        .collect()
}

/// All values of a header, joined by commas.
fn joined(headers: &HeaderMap, name: &str) -> Option<String> {
    let values: Vec<_> =
        headers.get_all(name).iter().map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()).collect();
    (!values.is_empty()).then(|| values.join(", "))
}
