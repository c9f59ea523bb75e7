//! Tracks request heads, and percent-encodes bytes that are not allowed in request targets.

/// The part of a request head that the next byte belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum HeadPart {
    Method,
    Path,
    Query,
    Version,
    LineStart,
    Line,
}

/// Tracks request heads byte by byte.
#[derive(Debug)]
pub(super) struct HeadScanner(HeadPart);

impl HeadScanner {
    /// A scanner at the start of a connection.
    pub(super) fn new() -> Self {
        Self(HeadPart::Method)
    }

    /// `bytes` with illegal bytes in request targets encoded; `None` if nothing has to change.
    pub(super) fn scan(&mut self, bytes: &[u8]) -> Option<Vec<u8>> {
        let mut rewritten: Option<Vec<u8>> = None;
        for (i, byte) in bytes.iter().enumerate() {
            let illegal = match self.0 {
                HeadPart::Path => matches!(byte, b'<' | b'>' | b'`'),
                HeadPart::Query => matches!(byte, b'<' | b'>' | b'"'),
                _ => false,
            };
            if illegal {
                const HEX: &[u8; 16] = b"0123456789ABCDEF";
                let out = rewritten.get_or_insert_with(|| bytes.get(..i).unwrap_or_default().to_vec());
                let digit = |n: u8| HEX.get(usize::from(n)).copied().unwrap_or(b'0');
                out.extend([b'%', digit(byte >> 4), digit(byte & 15)]);
            } else if let Some(out) = &mut rewritten {
                out.push(*byte);
            }
            self.0 = match (self.0, byte) {
                // Blank lines before a request line are allowed and skipped.
                (HeadPart::Method, b'\r' | b'\n') | (HeadPart::LineStart, b'\n') => HeadPart::Method,
                (HeadPart::LineStart, b'\r') => HeadPart::LineStart,
                (_, b'\n') => HeadPart::LineStart,
                (HeadPart::Method, b' ') => HeadPart::Path,
                (HeadPart::Path, b'?') => HeadPart::Query,
                (HeadPart::Path | HeadPart::Query, b' ') => HeadPart::Version,
                (HeadPart::LineStart, _) => HeadPart::Line,
                (at, _) => at,
            };
        }
        rewritten
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scanned(parts: &[&str]) -> String {
        let mut scanner = HeadScanner::new();
        let scan = |part: &&str| scanner.scan(part.as_bytes()).unwrap_or_else(|| part.as_bytes().to_vec());
        String::from_utf8(parts.iter().flat_map(scan).collect()).unwrap()
    }

    #[test]
    fn only_request_targets_are_encoded() {
        let head = "GET /<b>?q=\"<x>\" HTTP/1.1\r\nx: <\"`>\r\n\r\n";
        let expected = "GET /%3Cb%3E?q=%22%3Cx%3E%22 HTTP/1.1\r\nx: <\"`>\r\n\r\n";
        assert_eq!(scanned(&[head]), expected);
        assert_eq!(scanned(&[head, head]), expected.repeat(2), "the next request on the connection too");
        let bytes: Vec<String> = head.chars().map(String::from).collect();
        assert_eq!(scanned(&bytes.iter().map(String::as_str).collect::<Vec<_>>()), expected);
    }
}
