//! Names of hosts in requests.

/// Whether `text` is a host, with or without a port. Only characters of names and addresses are accepted, so that it can
/// be part of any URL.
pub(super) fn is_host(text: &str) -> bool {
    let allowed = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_' | b':' | b'[' | b']');
    !text.is_empty() && text.len() <= 255 && text.bytes().all(allowed)
}
