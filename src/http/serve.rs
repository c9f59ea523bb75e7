//! Accepts connections, limits their number and waiting times, and closes them on shutdown.

use std::{
    error::Error,
    io::{self, Read, Write},
    net::SocketAddr,
    panic::AssertUnwindSafe,
    sync::Arc,
    time::Duration,
};

use futures_util::FutureExt;
use http::{HeaderValue, header::CONNECTION};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::net::{TcpListener, TcpStream};
use tokio_util::{sync::CancellationToken, task::TaskTracker};

use crate::{
    service::Current,
    telemetry::{Event, event, process},
};

use super::{
    answer::{answer, crashed},
    connections::{ConnectionTable, Slot},
    site::Site,
    wire::WatchedStream,
};

/// A request's head must be complete within this time; idle connections are closed after it too.
const HEAD_TIMEOUT: Duration = Duration::from_secs(30);
/// The maximum size of the request line and headers together, in bytes: Node's limit.
const MAX_HEAD_BYTES: usize = 16 * 1024;
/// The maximum number of header fields of a request.
const MAX_HEAD_FIELDS: usize = 100;

/// The files that a process keeps open besides its connections: logs, archives, connections to databases.
const OTHER_FILES: usize = 256;

/// The response to a connection that there is no room for.
const BUSY: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\nRetry-After: 2\r\nCache-Control: no-store\r\nConnection: close\r\n\
    Content-Length: 0\r\n\r\n";

/// After the signal to stop, clients may send one more request on an open connection for this long. It is answered with
/// `Connection: close`; closing at once would cut off requests that are already on their way.
const LAST_CALL: Duration = Duration::from_secs(2);

/// Serves connections of `listener` until `stop`, then finishes the requests in flight, within `drain`.
pub(crate) async fn run(listener: TcpListener, site: Arc<Current<Site>>, stop: CancellationToken, drain: Duration) {
    let table = ConnectionTable::new(most_connections(&site.get()));
    let port = Port { site, table, stop: stop.clone(), graceful: GracefulShutdown::new(), open: TaskTracker::new() };
    loop {
        tokio::select! {
            () = stop.cancelled() => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => port.accept(stream, peer),
                Err(error) => port.not_accepted(&error).await,
            },
        }
    }
    // Serve clients that connected before the signal: closing the listener resets the connections in its backlog.
    if let Ok(listener) = listener.into_std() {
        while let Ok((stream, peer)) = listener.accept() {
            if stream.set_nonblocking(true).is_ok()
                && let Ok(stream) = TcpStream::from_std(stream)
            {
                port.accept(stream, peer);
            }
        }
    }
    event::Draining { connections: port.graceful.count() }.emit();
    port.open.close();
    let _ = tokio::time::timeout(LAST_CALL.min(drain), port.open.wait()).await;
    let left = port.graceful.count();
    let cut = match tokio::time::timeout(drain, port.graceful.shutdown()).await {
        Ok(()) => 0,
        Err(_) => left,
    };
    event::Stopped { cut }.emit();
}

/// The configured number of connections, or what the process may open.
fn most_connections(site: &Site) -> usize {
    let configured = site.service.settings().karto.limits.connections;
    process::most_open_files().map_or(configured, |files| configured.min(files.saturating_sub(OTHER_FILES).max(1)))
}

/// The state that all connections share.
struct Port {
    site: Arc<Current<Site>>,
    table: ConnectionTable,
    stop: CancellationToken,
    graceful: GracefulShutdown,
    open: TaskTracker,
}

impl Port {
    /// Serves a new connection if there is room for it.
    fn accept(&self, stream: TcpStream, peer: SocketAddr) {
        let site = self.site.get();
        match self.table.admit(peer.ip().into(), site.connections_of(peer.ip())) {
            Ok(slot) => self.serve(&site, stream, peer, slot),
            Err(refusal) => {
                // Best effort, without waiting: an empty socket takes these few bytes at once. If it were closed with a
                // request in it, the system would take them back.
                if let Ok(mut stream) = stream.into_std() {
                    let _ = stream.read(&mut [0; 4096]);
                    let _ = stream.write(BUSY);
                }
                event::ConnectionCut { reason: refusal.reason(), detail: &peer.to_string() }.emit();
            }
        }
    }

    /// Handles a failed `accept`, for example because there are no file descriptors left. The pause lets connections
    /// end; an immediate retry would spin.
    async fn not_accepted(&self, error: &io::Error) {
        event::ConnectionCut { reason: "accept", detail: &error.to_string() }.emit();
        let pause = if self.table.make_room() > 0 { 1 } else { 50 };
        tokio::time::sleep(Duration::from_millis(pause)).await;
    }

    /// Spawns a task that answers the requests of a connection.
    fn serve(&self, site: &Site, stream: TcpStream, peer: SocketAddr, slot: Slot) {
        // Otherwise small replies wait for the client's delayed acknowledgment.
        let _ = stream.set_nodelay(true);
        let (current, stop, activity) = (self.site.clone(), self.stop.clone(), slot.activity.clone());
        let handler = service_fn(move |request: http::Request<Incoming>| {
            activity.asked();
            let (site, stop, activity) = (current.get(), stop.clone(), activity.clone());
            async move {
                // No input is known to cause a panic. If one does, only its own request fails.
                let reply = AssertUnwindSafe(answer(&site, request, peer.ip())).catch_unwind().await;
                let mut reply = reply.unwrap_or_else(|_| crashed());
                if stop.is_cancelled() {
                    reply.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
                }
                activity.answered();
                Ok::<_, std::convert::Infallible>(reply)
            }
        });
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new())
            .header_read_timeout(HEAD_TIMEOUT)
            .max_buf_size(MAX_HEAD_BYTES)
            .max_headers(MAX_HEAD_FIELDS);
        let patience = site.service.settings().karto.limits.send_timeout;
        let stream =
            WatchedStream::new(stream, patience, site.service.body_memory().responses().clone(), slot.activity.clone());
        let connection = http.serve_connection(TokioIo::new(stream), handler);
        let connection = self.graceful.watch(connection);
        self.open.spawn(async move {
            tokio::select! {
                ended = connection => if let Err(error) = ended {
                    cut(&error, peer);
                },
                () = slot.activity.closed() => {
                    event::ConnectionCut { reason: "room", detail: &peer.to_string() }.emit();
                }
            }
            drop(slot);
        });
    }
}

fn cut(error: &hyper::Error, peer: SocketAddr) {
    let reason = if error.is_timeout() {
        "slow"
    } else if error.is_parse() {
        "malformed"
    } else if reads_too_slowly(error) {
        "unread"
    } else {
        "broken"
    };
    event::ConnectionCut { reason, detail: &format!("{peer}: {error}") }.emit();
}

/// Whether the stream failed because its client was too slow.
fn reads_too_slowly(error: &hyper::Error) -> bool {
    let source = error.source().and_then(|source| source.downcast_ref::<io::Error>());
    source.is_some_and(|error| error.kind() == io::ErrorKind::TimedOut)
}
