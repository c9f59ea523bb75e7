//! The byte stream below HTTP: makes odd but harmless request targets legal, and ends connections whose
//! client does not read.
//!
//! Kartotherian answers `GET /<b>` and `?lang=<script>` like any other request; strict URI parsers refuse
//! them before a handler sees them. So the few bytes that are not allowed raw in a URI but that its server
//! let pass are percent-encoded in request lines on their way in. Nothing else is touched, and since the
//! real parser runs behind this one, a confused client can only spoil its own bytes. (Bodies are not
//! followed: the public port takes none and closes the connection of a request that brings one.)

use std::{
    io,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Instant, Sleep, sleep_until},
};

/// Where in a request head the next byte stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    Method,
    Path,
    Query,
    Version,
    LineStart,
    Line,
}

/// Follows request heads byte by byte.
#[derive(Debug)]
struct Scanner(At);

impl Scanner {
    /// The bytes with illegal ones in request targets encoded; `None` when nothing had to change.
    fn scan(&mut self, bytes: &[u8]) -> Option<Vec<u8>> {
        let mut rewritten: Option<Vec<u8>> = None;
        for (i, byte) in bytes.iter().enumerate() {
            let illegal = match self.0 {
                At::Path => matches!(byte, b'<' | b'>' | b'`'),
                At::Query => matches!(byte, b'<' | b'>' | b'"'),
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
                (At::Method, b'\r' | b'\n') | (At::LineStart, b'\n') => At::Method,
                (At::LineStart, b'\r') => At::LineStart,
                (_, b'\n') => At::LineStart,
                (At::Method, b' ') => At::Path,
                (At::Path, b'?') => At::Query,
                (At::Path | At::Query, b' ') => At::Version,
                (At::LineStart, _) => At::Line,
                (at, _) => at,
            };
        }
        rewritten
    }
}

/// A connection, watched as the module says.
#[derive(Debug)]
pub struct Watched<S> {
    stream: S,
    scanner: Scanner,
    /// Encoded bytes that did not fit the reader's buffer.
    ahead: Vec<u8>,
    patience: Duration,
    stalled: Option<Pin<Box<Sleep>>>,
}

impl<S> Watched<S> {
    /// Watches `stream`; writes that make no progress for `patience` end the connection.
    pub fn new(stream: S, patience: Duration) -> Self {
        Self { stream, scanner: Scanner(At::Method), ahead: Vec::new(), patience, stalled: None }
    }

    /// Turns a write that waits too long into an error.
    fn watch<T>(&mut self, cx: &mut Context<'_>, written: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if written.is_ready() {
            self.stalled = None;
            return written;
        }
        let patience = self.patience;
        let clock = self.stalled.get_or_insert_with(|| Box::pin(sleep_until(Instant::now() + patience)));
        ready!(clock.as_mut().poll(cx));
        Poll::Ready(Err(io::Error::new(io::ErrorKind::TimedOut, "the client does not read")))
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Watched<S> {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if this.ahead.is_empty() {
            let before = buf.filled().len();
            ready!(Pin::new(&mut this.stream).poll_read(cx, buf))?;
            let Some(bytes) = this.scanner.scan(buf.filled().get(before..).unwrap_or_default()) else {
                return Poll::Ready(Ok(()));
            };
            buf.set_filled(before);
            this.ahead = bytes;
        }
        let now = this.ahead.len().min(buf.remaining());
        let rest = this.ahead.split_off(now);
        buf.put_slice(&this.ahead);
        this.ahead = rest;
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Watched<S> {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let written = Pin::new(&mut this.stream).poll_write(cx, buf);
        this.watch(cx, written)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let written = Pin::new(&mut this.stream).poll_write_vectored(cx, bufs);
        this.watch(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let flushed = Pin::new(&mut this.stream).poll_flush(cx);
        this.watch(cx, flushed)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scanned(parts: &[&str]) -> String {
        let mut scanner = Scanner(At::Method);
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

    #[tokio::test]
    async fn encoded_bytes_that_do_not_fit_are_not_lost() {
        use tokio::io::AsyncReadExt;
        let target = "<".repeat(1000);
        let head = format!("GET /{target} HTTP/1.1\r\n\r\n");
        let mut watched = Watched::new(io::Cursor::new(head.into_bytes()), Duration::from_secs(1));
        let (mut all, mut buffer) = (Vec::new(), [0; 7]);
        loop {
            match watched.read(&mut buffer).await.unwrap() {
                0 => break,
                n => all.extend(&buffer[..n]),
            }
        }
        assert_eq!(String::from_utf8(all).unwrap(), format!("GET /{} HTTP/1.1\r\n\r\n", "%3C".repeat(1000)));
    }

    #[tokio::test]
    async fn a_client_that_does_not_read_is_cut() {
        use tokio::io::AsyncWriteExt;
        let (ours, _theirs) = tokio::io::duplex(16);
        let mut watched = Watched::new(ours, Duration::from_millis(30));
        let error = watched.write_all(&[0; 64]).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    }
}
