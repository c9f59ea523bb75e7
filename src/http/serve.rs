//! Connections: how many, how long they may wait, and how they end.

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

/// A request's head must be complete within this; idle connections end after it too.
const HEAD_TIMEOUT: Duration = Duration::from_secs(30);
/// A client must take some bytes of its answer within this.
const WRITE_TIMEOUT: Duration = Duration::from_secs(30);
/// Request line and headers together: what Node allows.
const MAX_HEAD_BYTES: usize = 16 * 1024;
/// Header fields of one request.
const MAX_HEAD_FIELDS: usize = 100;

/// After the signal, clients with an open connection may send one more request on it for this long. It is
/// answered with `Connection: close`; closing at once would cut off requests that are on their way.
const LAST_CALL: Duration = Duration::from_secs(2);

/// Answers on `listener` until `stop`, then finishes the requests under way, within `drain`.
pub(crate) async fn run(listener: TcpListener, site: Arc<Current<Site>>, stop: CancellationToken, drain: Duration) {
    let most = site.get().service.settings().karto.limits.connections;
    let permits = Arc::new(Semaphore::new(most));
    let port = Port { site, stop: stop.clone(), graceful: GracefulShutdown::new() };
    loop {
        // At the limit new connections wait in the listener's backlog.
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
    // Clients that connected before the signal are served: closing the listener resets what waits in its backlog.
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
    // A connection that ends returns its permit, so all permits together mean that no connection is left.
    let everyone = u32::try_from(most).unwrap_or(u32::MAX);
    let _ = tokio::time::timeout(LAST_CALL.min(drain), permits.acquire_many(everyone)).await;
    let left = port.graceful.count();
    let cut = match tokio::time::timeout(drain, port.graceful.shutdown()).await {
        Ok(()) => 0,
        Err(_) => left,
    };
    event::Stopped { cut }.emit();
}

/// What connections share.
struct Port {
    site: Arc<Current<Site>>,
    stop: CancellationToken,
    graceful: GracefulShutdown,
}

impl Port {
    /// Answers the requests of a connection, in a task of its own.
    fn serve(&self, stream: TcpStream, peer: SocketAddr, permit: OwnedSemaphorePermit) {
        // Without it small answers wait for the client's delayed acknowledgement.
        let _ = stream.set_nodelay(true);
        let (site, stop) = (self.site.clone(), self.stop.clone());
        let handler = service_fn(move |request: http::Request<Incoming>| {
            let (site, stop) = (site.get(), stop.clone());
            async move {
                // No input is known to cause a panic; if one does, it costs its own request only.
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
    event::Cut { reason, detail: &format!("{peer}: {error}") }.emit();
}

/// Out of file descriptors or the like: waiting lets connections end; trying at once would spin.
async fn refused(error: &io::Error) {
    event::Cut { reason: "accept", detail: &error.to_string() }.emit();
    tokio::time::sleep(Duration::from_millis(50)).await;
}
