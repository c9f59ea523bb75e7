//! One connection to a server.

use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response, header::HOST};
use http_body_util::{BodyExt, Empty};
use hyper::{
    body::Incoming,
    client::conn::http1::{SendRequest, handshake},
};
use hyper_util::rt::TokioIo;
use tokio::{net::TcpStream, time::timeout};

use super::{
    tally::{Failure, Outcome},
    target::ServerAddress,
};

/// A connection that is opened for the first request, and again when the server has closed it.
pub(super) struct BenchConnection {
    server: ServerAddress,
    patience: Duration,
    sender: Option<SendRequest<Empty<Bytes>>>,
}

impl BenchConnection {
    /// A connection to `server`, whose responses have to be complete within `patience`.
    pub(super) fn new(server: ServerAddress, patience: Duration) -> Self {
        Self { server, patience, sender: None }
    }

    /// Requests `path` and reads the whole response.
    pub(super) async fn get(&mut self, path: &str) -> Outcome {
        let outcome = timeout(self.patience, self.exchange(path)).await;
        let outcome = outcome.unwrap_or(Err(Failure::Timeout));
        outcome.unwrap_or_else(|failure| {
            self.sender = None;
            Outcome::Failed(failure)
        })
    }

    async fn exchange(&mut self, path: &str) -> Result<Outcome, Failure> {
        if let Some(mut sender) = self.sender.take()
            && sender.ready().await.is_ok()
        {
            match sender.send_request(self.request(path)?).await {
                Ok(response) => {
                    self.sender = Some(sender);
                    return read(response).await;
                }
                // The server closed the idle connection before the request was on its way.
                Err(error) if error.is_canceled() => {}
                Err(error) => return Err(failure(&error)),
            }
        }
        let mut sender = self.connect().await?;
        let response = sender.send_request(self.request(path)?).await.map_err(|error| failure(&error))?;
        self.sender = Some(sender);
        read(response).await
    }

    fn request(&self, path: &str) -> Result<Request<Empty<Bytes>>, Failure> {
        let mut request = Request::new(Empty::new());
        *request.uri_mut() = path.parse().map_err(|_| Failure::Protocol)?;
        request.headers_mut().insert(HOST, self.server.host.clone());
        for (name, value) in &self.server.headers {
            request.headers_mut().insert(name, value.clone());
        }
        Ok(request)
    }

    async fn connect(&self) -> Result<SendRequest<Empty<Bytes>>, Failure> {
        let stream = TcpStream::connect(self.server.address).await.map_err(|_| Failure::Connect)?;
        // Requests are small and wait for nothing.
        let _ = stream.set_nodelay(true);
        let (sender, connection) = handshake(TokioIo::new(stream)).await.map_err(|_| Failure::Connect)?;
        tokio::spawn(connection);
        Ok(sender)
    }
}

async fn read(response: Response<Incoming>) -> Result<Outcome, Failure> {
    let status = response.status().as_u16();
    let (mut body, mut bytes) = (response.into_body(), 0);
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|error| failure(&error))?;
        bytes += frame.data_ref().map_or(0, |data| data.len() as u64);
    }
    Ok(Outcome::Answered { status, bytes })
}

fn failure(error: &hyper::Error) -> Failure {
    if error.is_parse() { Failure::Protocol } else { Failure::Closed }
}
