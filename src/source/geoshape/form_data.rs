//! Bodies of the type `multipart/form-data` (RFC 7578).

use std::hash::{BuildHasher, RandomState};

/// A body with text fields.
#[derive(Debug)]
pub(super) struct FormData {
    boundary: String,
    body: String,
}

impl FormData {
    /// A body with `fields`: names and values. Names need no quoting.
    pub(super) fn new(fields: &[(&str, &str)]) -> Self {
        let mut attempt = 0_u32;
        let boundary = loop {
            let boundary = format!("karto{:016x}", RandomState::new().hash_one(attempt));
            if !fields.iter().any(|(_, value)| value.contains(&boundary)) {
                break boundary;
            }
            attempt += 1;
        };
        let part = |(name, value): &(&str, &str)| {
            format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let mut body: String = fields.iter().map(part).collect();
        body.push_str(&format!("--{boundary}--\r\n"));
        Self { boundary, body }
    }

    /// The value of `Content-Type`.
    pub(super) fn content_type(&self) -> String {
        format!("multipart/form-data; boundary={}", self.boundary)
    }

    /// The body.
    pub(super) fn into_body(self) -> String {
        self.body
    }
}
