//! Requirements of HTTP/1.1 on whole heads, which the parser does not check (RFC 9110 and 9112).

use http::{
    HeaderMap, Method, Uri, Version,
    header::{EXPECT, HOST},
    request::Parts,
};

use super::host::is_host;

/// Why a request is not answered by a route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum HeadProblem {
    /// No or several hosts, an invalid one, or a target in a form that the method does not allow.
    Malformed,
    /// The client expects something else than `100-continue`.
    Expectation,
}

/// Checks the head of a request.
pub(super) fn check(parts: &Parts) -> Result<(), HeadProblem> {
    if !has_valid_target(&parts.method, &parts.uri) || !has_valid_host(parts.version, &parts.headers) {
        return Err(HeadProblem::Malformed);
    }
    let expected = parts.headers.get_all(EXPECT).iter();
    let is_known = |value: &http::HeaderValue| value.as_bytes().eq_ignore_ascii_case(b"100-continue");
    if parts.version >= Version::HTTP_11 && !expected.into_iter().all(is_known) {
        return Err(HeadProblem::Expectation);
    }
    Ok(())
}

/// The host that a request is for: that of its target if it names one, otherwise that in `Host`.
pub(super) fn host(parts: &Parts) -> Option<&str> {
    let of_target = parts.uri.authority().map(http::uri::Authority::as_str);
    of_target.or_else(|| parts.headers.get(HOST)?.to_str().ok())
}

/// One `Host`, which may be empty; in HTTP/1.0, none is valid too.
fn has_valid_host(version: Version, headers: &HeaderMap) -> bool {
    let mut hosts = headers.get_all(HOST).iter();
    match (hosts.next(), hosts.next()) {
        (Some(host), None) => host.to_str().is_ok_and(|host| host.is_empty() || is_host(host)),
        (None, None) => version < Version::HTTP_11,
        _ => false,
    }
}

/// A path or a URL; only OPTIONS is for the server as a whole (`*`), and only CONNECT for an address.
fn has_valid_target(method: &Method, uri: &Uri) -> bool {
    match (uri.scheme_str(), uri.authority()) {
        (None, None) if uri.path() == "*" => method == Method::OPTIONS,
        (None, None) => uri.path().starts_with('/') && method != Method::CONNECT,
        (Some("http" | "https"), Some(authority)) => is_host(authority.as_str()) && method != Method::CONNECT,
        (None, Some(authority)) => method == Method::CONNECT && is_host(authority.as_str()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(method: &str, uri: &str, headers: &[(&str, &str)]) -> Result<(), HeadProblem> {
        let mut request = http::Request::builder().method(method).uri(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        check(&request.body(()).unwrap().into_parts().0)
    }

    #[test]
    fn each_method_has_its_forms_of_targets() {
        for (method, target, valid) in [
            ("GET", "/a?b", true),
            ("GET", "http://a.example:8080/b", true),
            ("GET", "http://user@a.example/b", false),
            ("GET", "ftp://a.example/b", false),
            ("GET", "a.example:80", false),
            ("GET", "*", false),
            ("OPTIONS", "*", true),
            ("CONNECT", "a.example:80", true),
            ("CONNECT", "/", false),
        ] {
            assert_eq!(checked(method, target, &[("host", "a")]).is_ok(), valid, "{method} {target}");
        }
    }

    #[test]
    fn there_is_one_valid_host() {
        assert_eq!(checked("GET", "/", &[]), Err(HeadProblem::Malformed));
        assert_eq!(checked("GET", "/", &[("host", "a"), ("host", "a")]), Err(HeadProblem::Malformed));
        for (host, valid) in
            [("", true), ("[::1]:80", true), ("a b", false), ("a/b", false), ("a@b", false), ("a,b", false)]
        {
            assert_eq!(checked("GET", "/", &[("host", host)]).is_ok(), valid, "{host}");
        }
    }

    #[test]
    fn only_one_expectation_is_known() {
        let expects = |text| checked("GET", "/", &[("host", "a"), ("expect", text)]);
        assert_eq!(expects("100-Continue"), Ok(()));
        assert_eq!(expects("200-ok"), Err(HeadProblem::Expectation));
    }
}
