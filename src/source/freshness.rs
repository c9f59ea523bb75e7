//! How long a tile may be cached, according to its backend (RFC 9111).

use std::time::{Duration, SystemTime};

use reqwest::header::{AGE, CACHE_CONTROL, DATE, EXPIRES, HeaderMap, HeaderName};

/// How long a tile may be cached.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Freshness {
    /// The remaining lifetime by `Cache-Control` or `Expires` of the backend, if it sent one of them.
    pub max_age: Option<Duration>,
    /// Whether the backend forbids storing the tile.
    pub no_store: bool,
}

impl Freshness {
    /// The freshness of something made from both: the shorter lifetime, and not stored if either must not be.
    pub fn strictest(self, other: Self) -> Self {
        let max_age = match (self.max_age, other.max_age) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        Self { max_age, no_store: self.no_store || other.no_store }
    }

    /// Reads the headers of a response received at `now`. karto is a shared cache: `s-maxage` takes precedence over
    /// `max-age`, that over `Expires`, and `private` responses are not stored.
    pub fn of(headers: &HeaderMap, now: SystemTime) -> Self {
        let mut shared = None;
        let mut age = None;
        let mut freshness = Self::default();
        let texts = headers.get_all(CACHE_CONTROL).iter().filter_map(|value| value.to_str().ok());
        for directive in texts.flat_map(|text| text.split(',')) {
            let (name, value) = directive.split_once('=').unwrap_or((directive, ""));
            let seconds = || value.trim().trim_matches('"').parse().ok().map(Duration::from_secs);
            match name.trim().to_ascii_lowercase().as_str() {
                "no-store" | "private" => freshness.no_store = true,
                "no-cache" => shared = Some(Duration::ZERO),
                "s-maxage" => shared = shared.or_else(seconds),
                "max-age" => age = seconds(),
                _ => {}
            }
        }
        let date = |name: HeaderName| httpdate::parse_http_date(headers.get(name)?.to_str().ok()?).ok();
        let expires = || {
            let until = headers.contains_key(EXPIRES).then(|| date(EXPIRES))?;
            // An invalid date means "already expired".
            let left = until.and_then(|until| until.duration_since(date(DATE).unwrap_or(now)).ok());
            Some(left.unwrap_or_default())
        };
        let elapsed = headers.get(AGE).and_then(|v| v.to_str().ok()?.trim().parse().ok()).map(Duration::from_secs);
        freshness.max_age = shared.or(age).or_else(expires).map(|age| age.saturating_sub(elapsed.unwrap_or_default()));
        freshness
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(headers: &[(&'static str, &'static str)]) -> (Option<u64>, bool) {
        let headers = headers.iter().map(|(k, v)| (HeaderName::from_static(k), v.parse().unwrap())).collect();
        let freshness = Freshness::of(&headers, httpdate::parse_http_date("Wed, 01 Jan 2025 00:00:00 GMT").unwrap());
        (freshness.max_age.map(|age| age.as_secs()), freshness.no_store)
    }

    #[test]
    fn the_most_specific_directive_wins() {
        assert_eq!(of(&[]), (None, false));
        assert_eq!(of(&[("cache-control", "public, max-age=777")]), (Some(777), false));
        assert_eq!(of(&[("cache-control", "max-age=9, S-MaxAge=\"60\"")]), (Some(60), false));
        assert_eq!(of(&[("cache-control", "max-age=777"), ("age", "77")]), (Some(700), false));
        assert_eq!(of(&[("cache-control", "max-age=1"), ("age", "77")]), (Some(0), false));
        assert_eq!(of(&[("cache-control", "no-cache, max-age=60")]), (Some(0), false));
        assert_eq!(of(&[("cache-control", "private, max-age=60")]), (Some(60), true));
        assert_eq!(of(&[("cache-control", "no-store")]), (None, true));
    }

    #[test]
    fn expires_is_relative_to_the_date_of_the_response() {
        assert_eq!(of(&[("expires", "Wed, 01 Jan 2025 00:01:00 GMT")]), (Some(60), false));
        let date = ("date", "Wed, 01 Jan 2025 00:00:50 GMT");
        assert_eq!(of(&[("expires", "Wed, 01 Jan 2025 00:01:00 GMT"), date]), (Some(10), false));
        assert_eq!(of(&[("expires", "0")]), (Some(0), false));
        assert_eq!(of(&[("expires", "0"), ("cache-control", "max-age=5")]), (Some(5), false));
    }

    #[test]
    fn the_strictest_of_two_parts_applies() {
        let known = |max_age, no_store| Freshness { max_age, no_store };
        let (ten, five) = (Some(Duration::from_secs(10)), Some(Duration::from_secs(5)));
        assert_eq!(known(ten, false).strictest(known(five, true)), known(five, true));
        assert_eq!(known(ten, false).strictest(Freshness::default()), known(ten, false));
    }
}
