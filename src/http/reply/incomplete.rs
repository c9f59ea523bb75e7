//! Replies in which something is missing.

use http::{HeaderName, header::CACHE_CONTROL};

use crate::service::{INCOMPLETE, TileResponse};

use super::{basic::Reply, headers::set};

/// Headers that also tell caches how long to keep a reply.
const OTHER_LIFETIMES: [&str; 3] = ["expires", "surrogate-control", "cdn-cache-control"];

/// Marks a reply whose picture is incomplete, and forbids caches to keep it longer than karto does, whatever else is
/// configured.
pub(crate) fn limit_incomplete(reply: &mut Reply, response: &TileResponse) {
    if !response.body.incomplete {
        return;
    }
    let age = response.body.made.elapsed().unwrap_or_default();
    let left = INCOMPLETE.saturating_sub(age).as_secs();
    let headers = reply.headers_mut();
    for name in OTHER_LIFETIMES {
        headers.remove(name);
    }
    if headers.get(CACHE_CONTROL).is_none_or(|value| value != "no-store") {
        set(headers, CACHE_CONTROL, &format!("public, max-age={left}, s-maxage={left}"));
    }
    set(headers, HeaderName::from_static("x-karto-incomplete"), "labels");
}
