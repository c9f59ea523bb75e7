//! The variables of request templates.

/// The headers that a template may name in `request.headers`. Other headers of clients are never passed on.
pub(super) const HEADERS: [&str; 3] = ["user-agent", "x-client-ip", "x-forwarded-for"];

/// The parts of a request whose names may be written without `request.` before them, in the part of the same name. In
/// `uri`, such names are those of `params`.
pub(super) const PARTS: [&str; 4] = ["params", "headers", "query", "body"];

/// Whether a context may have a value at `path`.
pub(super) fn is_known(path: &[String]) -> bool {
    let keys: Vec<&str> = path.iter().map(String::as_str).collect();
    match keys.as_slice() {
        ["request"] | ["request", "params", "domain" | "protocol"] | ["request", "query", ..] => true,
        ["request", part] => PARTS.contains(part) || *part == "method",
        ["request", "headers", header] => HEADERS.contains(header),
        // A request for an overlay has no body.
        ["request", "body", ..] => true,
        _ => false,
    }
}
