//! Conditional requests (RFC 9110, section 13).

use std::time::SystemTime;

use http::{
    HeaderMap,
    header::{CACHE_CONTROL, IF_MODIFIED_SINCE, IF_NONE_MATCH},
};

use super::entity_tags::TagCondition;

/// Whether the client already has the body with this `etag` (quoted) and time: 304.
///
/// `Cache-Control: no-cache` in a request asks for the whole response, as in Kartotherian.
pub(super) fn is_unchanged(headers: &HeaderMap, etag: &str, modified: Option<SystemTime>) -> bool {
    let no_cache = headers.get_all(CACHE_CONTROL).iter().any(|value| {
        value.to_str().is_ok_and(|text| text.split(',').any(|word| word.trim().eq_ignore_ascii_case("no-cache")))
    });
    if no_cache {
        return false;
    }
    if let Some(condition) = TagCondition::of(headers, IF_NONE_MATCH) {
        // Weak comparison: a proxy may have weakened our tag.
        return condition.matches_weakly(etag);
    }
    let since = headers.get(IF_MODIFIED_SINCE).and_then(|value| value.to_str().ok()).and_then(parse_date);
    match (since, modified) {
        // HTTP dates have a resolution of one second.
        (Some(since), Some(modified)) => seconds(modified) <= seconds(since),
        _ => false,
    }
}

fn seconds(time: SystemTime) -> u64 {
    time.duration_since(SystemTime::UNIX_EPOCH).map_or(0, |d| d.as_secs())
}

fn parse_date(text: &str) -> Option<SystemTime> {
    httpdate::parse_http_date(text).ok()
}

/// Formats `time` as an HTTP date, for `Last-Modified`.
pub(super) fn date(time: SystemTime) -> String {
    httpdate::fmt_http_date(time)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn unchanged(pairs: &[(http::HeaderName, &str)]) -> bool {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(name, value.parse().unwrap());
        }
        let modified = SystemTime::UNIX_EPOCH + Duration::from_millis(1_000_500);
        is_unchanged(&headers, "\"abc\"", Some(modified))
    }

    #[test]
    fn a_matching_tag_or_a_wildcard_means_unchanged() {
        assert!(unchanged(&[(IF_NONE_MATCH, "\"x\", W/\"abc\"")]));
        assert!(unchanged(&[(IF_NONE_MATCH, "*")]));
        assert!(!unchanged(&[(IF_NONE_MATCH, "\"x\"")]));
        assert!(!unchanged(&[]));
    }

    #[test]
    fn a_tag_overrides_a_date_and_no_cache_overrides_both() {
        let late = (IF_MODIFIED_SINCE, "Fri, 01 Jan 2038 00:00:00 GMT");
        assert!(unchanged(std::slice::from_ref(&late)));
        assert!(unchanged(&[(IF_MODIFIED_SINCE, "Thu, 01 Jan 1970 00:16:40 GMT")]));
        assert!(!unchanged(&[(IF_MODIFIED_SINCE, "Thu, 01 Jan 1970 00:16:39 GMT")]));
        assert!(!unchanged(&[late, (IF_NONE_MATCH, "\"x\"")]));
        assert!(!unchanged(&[(CACHE_CONTROL, "no-cache"), (IF_NONE_MATCH, "*")]));
    }
}
