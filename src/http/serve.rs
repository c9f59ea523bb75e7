//! Connections: how many, how patient, and how they end.

use std::{io, net::SocketAddr, panic::AssertUnwindSafe, sync::Arc, time::Duration};

use futures_util::FutureExt;
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::{
    rt::{TokioIo, TokioTimer},
    server::graceful::GracefulShutdown,
};
use tokio::{net::TcpListener, sync::Semaphore};
use tokio_util::sync::CancellationToken;

use crate::telemetry::{Event, event, metrics};

use super::{Site, wire::Watched};

/// A request's head must be complete within this; idle connections end after it too.
const HEAD_PATIENCE: Duration = Duration::from_secs(30);
/// A client must take some bytes of its answer within this.
const WRITE_PATIENCE: Duration = Duration::from_secs(30);
/// Request line and headers together: what Node allows.
const HEAD_BYTES: usize = 16 * 1024;
/// Headers of one request.
const HEAD_FIELDS: usize = 100;

/// Answers on `listener` until `stop`, then finishes the requests under way, for `drain` at most.
pub async fn run(listener: TcpListener, site: Arc<Site>, stop: CancellationToken, drain: Duration) {
    let seats = Arc::new(Semaphore::new(site.service.settings().karto.limits.connections));
    let graceful = GracefulShutdown::new();
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(HEAD_PATIENCE).max_buf_size(HEAD_BYTES).max_headers(HEAD_FIELDS);
    loop {
        // At the limit new connections wait in the listener's backlog.
        let seat = tokio::select! {
            () = stop.cancelled() => break,
            seat = seats.clone().acquire_owned() => seat,
        };
        let Ok(seat) = seat else { break };
        let (stream, peer) = tokio::select! {
            () = stop.cancelled() => break,
            accepted = listener.accept() => match accepted {
                Ok(accepted) => accepted,
                Err(error) => {
                    refused(&error).await;
                    continue;
                }
            },
        };
        // Without it small answers wait for the client's delayed acknowledgement.
        let _ = stream.set_nodelay(true);
        let site = site.clone();
        let answer = service_fn(move |request: http::Request<Incoming>| {
            let site = site.clone();
            async move {
                // No input is known to cause a panic; if one does, it costs its own request only.
                let answer = AssertUnwindSafe(site.answer(request, peer.ip())).catch_unwind().await;
                Ok::<_, std::convert::Infallible>(answer.unwrap_or_else(|_| Site::crashed()))
            }
        });
        let connection = http.serve_connection(TokioIo::new(Watched::new(stream, WRITE_PATIENCE)), answer);
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            metrics().connections.inc();
            if let Err(error) = connection.await {
                cut(&error, peer);
            }
            metrics().connections.dec();
            drop(seat);
        });
    }
    drop(listener);
    event::Draining { connections: graceful.count() }.emit();
    let left = graceful.count();
    let cut = match tokio::time::timeout(drain, graceful.shutdown()).await {
        Ok(()) => 0,
        Err(_) => left,
    };
    event::Stopped { cut }.emit();
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
