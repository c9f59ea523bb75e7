//! A connection that is scanned as it is read, and that fails if its client does not read.

use std::{
    io,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll, ready},
    time::Duration,
};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use crate::{http::connections::Activity, memory::Budget};

use super::{pace::Pace, scanner::HeadScanner};

/// A stream whose reads pass through a `HeadScanner`, whose writes fail if the client is too slow, and that records what
/// it is doing.
#[derive(Debug)]
pub(crate) struct WatchedStream<S> {
    stream: S,
    scanner: HeadScanner,
    /// Encoded bytes that did not fit into the reader's buffer.
    ahead: Vec<u8>,
    pace: Pace,
    /// The memory for responses; slow clients are disconnected earlier while little of it is free.
    memory: Budget,
    activity: Arc<Activity>,
}

impl<S> WatchedStream<S> {
    /// Wraps `stream`; a client that takes only a few kilobytes per second over a time of `patience` is disconnected.
    pub(crate) fn new(stream: S, patience: Duration, memory: Budget, activity: Arc<Activity>) -> Self {
        let pace = Pace::new(patience);
        Self { stream, scanner: HeadScanner::new(), ahead: Vec::new(), pace, memory, activity }
    }

    /// Turns a write that waits for a client that is too slow into an error.
    fn watch<T>(&mut self, cx: &mut Context<'_>, written: Poll<io::Result<T>>) -> Poll<io::Result<T>> {
        if written.is_pending() && self.pace.is_too_slow(cx, || self.memory.is_tight()) {
            return Poll::Ready(Err(io::Error::new(io::ErrorKind::TimedOut, "the client reads too slowly")));
        }
        written
    }

    fn wrote(&mut self, cx: &mut Context<'_>, written: Poll<io::Result<usize>>) -> Poll<io::Result<usize>> {
        self.activity.writing();
        if let Poll::Ready(Ok(bytes)) = written {
            self.pace.took(bytes);
        }
        self.watch(cx, written)
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for WatchedStream<S> {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &mut ReadBuf<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if this.ahead.is_empty() {
            if this.scanner.is_malformed() {
                // The end of the stream.
                return Poll::Ready(Ok(()));
            }
            if this.scanner.is_in_body() {
                this.activity.receiving();
            }
            let before = buf.filled().len();
            ready!(Pin::new(&mut this.stream).poll_read(cx, buf))?;
            let rewritten = this.scanner.scan(buf.filled().get(before..).unwrap_or_default());
            if !this.scanner.is_in_body() {
                this.activity.received();
            }
            let Some(bytes) = rewritten else { return Poll::Ready(Ok(())) };
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

impl<S: AsyncWrite + Unpin> AsyncWrite for WatchedStream<S> {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, buf: &[u8]) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let written = Pin::new(&mut this.stream).poll_write(cx, buf);
        this.wrote(cx, written)
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bufs: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let this = self.get_mut();
        let written = Pin::new(&mut this.stream).poll_write_vectored(cx, bufs);
        this.wrote(cx, written)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        let flushed = Pin::new(&mut this.stream).poll_flush(cx);
        if flushed.is_ready() {
            this.pace.finished();
            this.activity.flushed();
        }
        this.watch(cx, flushed)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.get_mut().stream).poll_shutdown(cx)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn watched<S>(stream: S, patience: Duration) -> WatchedStream<S> {
        WatchedStream::new(stream, patience, Budget::new(1), Arc::new(Activity::new()))
    }

    #[tokio::test]
    async fn encoded_bytes_that_do_not_fit_are_not_lost() {
        use tokio::io::AsyncReadExt;
        let target = "<".repeat(1000);
        let head = format!("GET /{target} HTTP/1.1\r\n\r\n");
        let mut stream = watched(io::Cursor::new(head.into_bytes()), Duration::from_secs(1));
        let (mut all, mut buffer) = (Vec::new(), [0; 7]);
        loop {
            match stream.read(&mut buffer).await.unwrap() {
                0 => break,
                n => all.extend(&buffer[..n]),
            }
        }
        assert_eq!(String::from_utf8(all).unwrap(), format!("GET /{} HTTP/1.1\r\n\r\n", "%3C".repeat(1000)));
    }

    #[tokio::test]
    async fn a_client_that_does_not_read_is_disconnected() {
        use tokio::io::AsyncWriteExt;
        let (ours, _theirs) = tokio::io::duplex(16);
        let mut stream = watched(ours, Duration::from_millis(30));
        let error = stream.write_all(&[0; 64]).await.unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::TimedOut);
    }
}
