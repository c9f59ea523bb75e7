//! Percent-encoding of paths.

use percent_encoding::percent_decode_str;

/// Whether every `%` starts an escape and the decoded bytes are UTF-8.
pub(super) fn is_valid(path: &str) -> bool {
    let mut rest = path.as_bytes();
    while let Some(at) = rest.iter().position(|b| *b == b'%') {
        match rest.get(at + 1..at + 3) {
            Some(hex) if hex.iter().all(u8::is_ascii_hexdigit) => rest = rest.get(at + 3..).unwrap_or_default(),
            _ => return false,
        }
    }
    percent_decode_str(path).decode_utf8().is_ok()
}
