//! Accepts connections, limits their number and waiting times, and closes them on shutdown.

use std::{io, net::SocketAddr, panic::AssertUnwindSafe, sync::Arc, time::Duration};

use futures_util::FutureExt;
use http::{HeaderValue, header::CONNECTION};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::{OwnedSemaphorePermit, Semaphore},
};
use tokio_util::sync::CancellationToken;

use crate::{
    service::Current,
    telemetry::{Event, event, metrics},
};

use super::{
    answer::{answer, crashed},
    site::Site,
    wire::WatchedStream,
};

/// A request's head must be complete within this time; idle connections are closed after it too.
const HEAD_TIMEOUT: Duration = Duration::from_secs(30);
/// A client must read some bytes of its reply within this time.
const WRITE_TIMEOUT: Duration = Duration::from_secs(30);
/// The maximum size of the request line and headers together, in bytes: Node's limit.
const MAX_HEAD_BYTES: usize = 16 * 1024;
/// The maximum number of header fields of a request.
const MAX_HEAD_FIELDS: usize = 100;

/// After the signal to stop, clients may send one more request on an open connection for this long. It is answered with
/// `Connection: close`; closing at once would cut off requests that are already on their way.
const LAST_CALL: Duration = Duration::from_secs(2);

/// Serves connections of `listener` until `stop`, then finishes the requests in flight, within `drain`.
pub(crate) async fn run(listener: TcpListener, site: Arc<Current<Site>>, stop: CancellationToken, drain: Duration) {
    let most = site.get().service.settings().karto.limits.connections;
    let permits = Arc::new(Semaphore::new(most));
    let port = Port { site, stop: stop.clone(), graceful: GracefulShutdown::new() };
    loop {
        // At the limit, new connections wait in the listener's backlog.
        let permit = tokio::select! {
            () = stop.cancelled() => break,
            permit = permits.clone().acquire_owned() => permit,
        };
        let Ok(permit) = permit else { break };
        tokio::select! {
            () = stop.cancelled() => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => port.serve(stream, peer, permit),
                Err(error) => refused(&error).await,
            },
        }
    }
    // Serve clients that connected before the signal: closing the listener resets the connections in its backlog.
    if let Ok(listener) = listener.into_std() {
        while let Ok((stream, peer)) = listener.accept() {
            let Ok(permit) = permits.clone().try_acquire_owned() else { break };
            if stream.set_nonblocking(true).is_ok()
                && let Ok(stream) = TcpStream::from_std(stream)
            {
                port.serve(stream, peer, permit);
            }
        }
    }
    event::Draining { connections: port.graceful.count() }.emit();
    // A connection returns its permit when it ends, so holding all permits means that no connection is left.
    let everyone = u32::try_from(most).unwrap_or(u32::MAX);
    let _ = tokio::time::timeout(LAST_CALL.min(drain), permits.acquire_many(everyone)).await;
    let left = port.graceful.count();
    let cut = match tokio::time::timeout(drain, port.graceful.shutdown()).await {
        Ok(()) => 0,
        Err(_) => left,
    };
    event::Stopped { cut }.emit();
}

/// The state that all connections share.
struct Port {
    site: Arc<Current<Site>>,
    stop: CancellationToken,
    graceful: GracefulShutdown,
}

impl Port {
    /// Spawns a task that answers the requests of a connection.
    fn serve(&self, stream: TcpStream, peer: SocketAddr, permit: OwnedSemaphorePermit) {
        // Otherwise small replies wait for the client's delayed acknowledgment.
        let _ = stream.set_nodelay(true);
        let (site, stop) = (self.site.clone(), self.stop.clone());
        let handler = service_fn(move |request: http::Request<Incoming>| {
            let (site, stop) = (site.get(), stop.clone());
            async move {
                // No input is known to cause a panic. If one does, only its own request fails.
                let reply = AssertUnwindSafe(answer(&site, request, peer.ip())).catch_unwind().await;
                let mut reply = reply.unwrap_or_else(|_| crashed());
                if stop.is_cancelled() {
                    reply.headers_mut().insert(CONNECTION, HeaderValue::from_static("close"));
                }
                Ok::<_, std::convert::Infallible>(reply)
            }
        });
        let mut http = http1::Builder::new();
        http.timer(TokioTimer::new())
            .header_read_timeout(HEAD_TIMEOUT)
            .max_buf_size(MAX_HEAD_BYTES)
            .max_headers(MAX_HEAD_FIELDS);
        let connection = http.serve_connection(TokioIo::new(WatchedStream::new(stream, WRITE_TIMEOUT)), handler);
        let connection = self.graceful.watch(connection);
        tokio::spawn(async move {
            metrics().connections.inc();
            if let Err(error) = connection.await {
                cut(&error, peer);
            }
            metrics().connections.dec();
            drop(permit);
        });
    }
}

fn cut(error: &hyper::Error, peer: SocketAddr) {
    let reason = if error.is_timeout() {
        "slow"
    } else if error.is_parse() {
        "malformed"
    } else {
        "broken"
    };
    event::ConnectionCut { reason, detail: &format!("{peer}: {error}") }.emit();
}

/// Handles a failed `accept`, for example because there are no file descriptors left. The pause lets connections end;
/// an immediate retry would spin.
async fn refused(error: &io::Error) {
    event::ConnectionCut { reason: "accept", detail: &error.to_string() }.emit();
    tokio::time::sleep(Duration::from_millis(50)).await;
}
