//! Tracks request heads: percent-encodes bytes that are not allowed in request targets, and stops at heads that other
//! servers might understand in another way.

use super::framing::{BodyLength, Framing};

/// What makes the HTTP parser answer 400, wherever it comes in a head.
const POISON: &[u8] = b"\0\r\n\r\n";

/// The part of a connection that the next byte belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Method,
    Path,
    Query,
    Version,
    LineStart,
    Name,
    Value,
    /// The line feed that ends a head.
    HeadEnd,
    /// A body of which this many bytes are left.
    Body(u64),
    /// A body of chunks. The connection ends with it.
    Chunks,
    /// A malformed head: nothing after it is read.
    Malformed,
}

/// Tracks a connection byte by byte.
#[derive(Debug)]
pub(super) struct HeadScanner {
    part: Part,
    /// Whether the last byte was a carriage return, which a line feed has to follow.
    after_return: bool,
    framing: Framing,
}

impl HeadScanner {
    /// A scanner at the start of a connection.
    pub(super) fn new() -> Self {
        Self { part: Part::Method, after_return: false, framing: Framing::default() }
    }

    /// Whether more bytes of a body are expected.
    pub(super) fn is_in_body(&self) -> bool {
        matches!(self.part, Part::Body(_) | Part::Chunks)
    }

    /// Whether the connection had a malformed head, after which nothing is read.
    pub(super) fn is_malformed(&self) -> bool {
        self.part == Part::Malformed
    }

    /// `bytes` with illegal bytes in request targets encoded, and with an illegal byte at which a head is malformed;
    /// `None` if nothing has to change.
    pub(super) fn scan(&mut self, bytes: &[u8]) -> Option<Vec<u8>> {
        let mut rewritten: Option<Vec<u8>> = None;
        let (mut at, mut rest) = (0, bytes);
        while let Some((&byte, after)) = rest.split_first() {
            let before = bytes.get(..at).unwrap_or_default();
            if let Part::Body(left) = self.part {
                let skipped = usize::try_from(left).unwrap_or(usize::MAX).min(rest.len());
                let (body, after) = rest.split_at(skipped);
                rewritten.iter_mut().for_each(|out| out.extend_from_slice(body));
                (at, rest) = (at + skipped, after);
                let left = left - skipped as u64;
                self.part = if left == 0 { Part::Method } else { Part::Body(left) };
                continue;
            }
            if self.part == Part::Chunks {
                rewritten.iter_mut().for_each(|out| out.extend_from_slice(rest));
                break;
            }
            if self.is_illegal(byte) {
                const HEX: &[u8; 16] = b"0123456789ABCDEF";
                let out = rewritten.get_or_insert_with(|| before.to_vec());
                let digit = |n: u8| HEX.get(usize::from(n)).copied().unwrap_or(b'0');
                out.extend([b'%', digit(byte >> 4), digit(byte & 15)]);
            } else {
                self.part = self.next(byte);
                self.after_return = byte == b'\r';
                if self.part == Part::Malformed {
                    rewritten.get_or_insert_with(|| before.to_vec()).extend(POISON);
                    break;
                }
                rewritten.iter_mut().for_each(|out| out.push(byte));
            }
            (at, rest) = (at + 1, after);
        }
        rewritten
    }

    fn is_illegal(&self, byte: u8) -> bool {
        match self.part {
            Part::Path => matches!(byte, b'<' | b'>' | b'`'),
            Part::Query => matches!(byte, b'<' | b'>' | b'"'),
            _ => false,
        }
    }

    /// The part after `byte` of a head.
    fn next(&mut self, byte: u8) -> Part {
        // A line ends with a carriage return and a line feed; neither comes alone.
        if self.after_return != (byte == b'\n') {
            return Part::Malformed;
        }
        match (self.part, byte) {
            // Blank lines before a request line are allowed and skipped.
            (Part::Method, b'\r' | b'\n') => Part::Method,
            (Part::Method, b' ') => Part::Path,
            (Part::Path, b'?') => Part::Query,
            (Part::Path | Part::Query, b' ') => Part::Version,
            (Part::LineStart, b'\r') => Part::HeadEnd,
            // A line that continues the field before it.
            (Part::LineStart, b' ' | b'\t') => Part::Malformed,
            (Part::LineStart | Part::Name, b':') => Part::Value,
            (Part::LineStart | Part::Name, byte) if byte != b'\n' => {
                self.framing.name(byte);
                Part::Name
            }
            (Part::Value, byte) if byte != b'\n' => {
                self.framing.value(byte);
                Part::Value
            }
            (Part::Name | Part::Value, _) => match self.framing.end_of_field() {
                Ok(()) => Part::LineStart,
                Err(_) => Part::Malformed,
            },
            (Part::HeadEnd, _) => match self.framing.end_of_head() {
                BodyLength::Bytes(0) => Part::Method,
                BodyLength::Bytes(length) => Part::Body(length),
                BodyLength::Chunks => Part::Chunks,
            },
            (_, b'\n') => Part::LineStart,
            (part, _) => part,
        }
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

    #[test]
    fn bodies_stay_as_they_are() {
        let body = "a <b> \r\n\n c";
        let post = format!("POST /x HTTP/1.1\r\ncontent-length: {}\r\n\r\n{body}", body.len());
        let get = "GET /< HTTP/1.1\r\n\r\n";
        let expected = format!("{post}GET /%3C HTTP/1.1\r\n\r\n");
        assert_eq!(scanned(&[&post, get]), expected);
        let both = format!("{post}{get}");
        let bytes: Vec<String> = both.chars().map(String::from).collect();
        assert_eq!(scanned(&bytes.iter().map(String::as_str).collect::<Vec<_>>()), expected);
        let chunks = format!("POST /x HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n<\r\n0\r\n\r\n{get}");
        assert_eq!(scanned(&[&chunks]), chunks);
    }

    #[test]
    fn malformed_heads_end_with_an_illegal_byte() {
        for (head, kept) in [
            ("GET / HTTP/1.1\nHost: a\r\n\r\n", "GET / HTTP/1.1"),
            ("GET / HTTP/1.1\r\nHost: a\n\r\n", "GET / HTTP/1.1\r\nHost: a"),
            ("GET / HTTP/1.1\r\nHost: a\rb: c\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r"),
            ("GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\n"),
            ("GET / HTTP/1.1\r\n\n", "GET / HTTP/1.1\r\n"),
            ("\nGET / HTTP/1.1\r\n\r\n", ""),
        ] {
            assert_eq!(scanned(&[head]), format!("{kept}\0\r\n\r\n"), "{head:?}");
        }
    }
}
