//! Responses of a server, read completely within a limit.

use std::time::{Duration, Instant};

use http::{HeaderMap, StatusCode};
use reqwest::RequestBuilder;

use crate::source::client::RequestError;

/// A response with its whole body.
#[derive(Debug)]
pub(crate) struct ServerResponse {
    /// Status.
    pub(crate) status: StatusCode,
    /// Headers.
    pub(crate) headers: HeaderMap,
    /// Body as received: compressed bodies are not decompressed.
    pub(crate) body: Vec<u8>,
    /// The time from sending the request to the last byte.
    pub(crate) elapsed: Duration,
}

impl ServerResponse {
    /// The value of a header, empty if it is missing or not text.
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).and_then(|value| value.to_str().ok()).unwrap_or_default()
    }
}

/// There is no complete response.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ResponseError {
    /// The connection failed, or the request timed out.
    #[error(transparent)]
    Request(#[from] RequestError),
    /// The body is longer than this many bytes.
    #[error("the response is larger than {0} bytes")]
    TooLarge(usize),
}

/// Sends `request` and reads a body of at most `max_body` bytes.
pub(crate) async fn send(request: RequestBuilder, max_body: usize) -> Result<ServerResponse, ResponseError> {
    let started = Instant::now();
    let mut response = request.send().await.map_err(RequestError::from)?;
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(RequestError::from)? {
        body.extend_from_slice(&chunk);
        if body.len() > max_body {
            return Err(ResponseError::TooLarge(max_body));
        }
    }
    let (status, headers) = (response.status(), response.headers().clone());
    Ok(ServerResponse { status, headers, body, elapsed: started.elapsed() })
}
