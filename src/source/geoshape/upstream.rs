//! Requests to other services: their answers, within limits of time and size.

use std::{
    error::Error,
    sync::Arc,
    time::{Duration, Instant},
};

use bytes::{Bytes, BytesMut};
use reqwest::{
    RequestBuilder, Response, StatusCode,
    header::{CONTENT_TYPE, HeaderMap},
};

use super::error::{ShapeError, UpstreamFailure};
use crate::{source::client::RequestError, telemetry::traces};

/// The time within which a service must have answered.
const TIMEOUT: Duration = Duration::from_secs(30);
/// The longest error text of a service that is passed on, in bytes.
const MAX_ERROR_TEXT: usize = 80;

/// A service, as it is called in messages.
#[derive(Debug, Clone, Copy)]
pub(super) struct ServiceName(pub(super) &'static str);

/// An answer with the status 200.
#[derive(Debug)]
pub(super) struct ServiceAnswer {
    /// The media type in lower case, without parameters.
    pub(super) media_type: String,
    /// The body.
    pub(super) body: Bytes,
}

/// Why there is no answer, for operators.
#[derive(Debug, thiserror::Error)]
enum Cause {
    #[error(transparent)]
    Request(#[from] RequestError),
    #[error("status {0}")]
    Status(StatusCode),
    #[error("more than {0} bytes")]
    TooLarge(usize),
    #[error("no answer in time")]
    Timeout,
}

impl ServiceName {
    /// Sends `request` and reads the answer, of at most `limit` bytes.
    pub(super) async fn ask(
        self,
        request: RequestBuilder,
        limit: usize,
        deadline: Instant,
    ) -> Result<ServiceAnswer, ShapeError> {
        let mut trace = HeaderMap::new();
        traces::pass_on(&mut trace);
        let asked = async {
            let sent = request.headers(trace).send().await;
            let response = sent.map_err(|error| self.not_sent(error))?;
            self.read(response, limit).await
        };
        let until = deadline.min(Instant::now() + TIMEOUT);
        let answer = tokio::time::timeout_at(until.into(), asked).await;
        answer.unwrap_or_else(|_| Err(self.failed(UpstreamFailure::Timeout, "did not answer in time", Cause::Timeout)))
    }

    async fn read(self, response: Response, limit: usize) -> Result<ServiceAnswer, ShapeError> {
        let media_type = response.headers().get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let media_type = media_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        let status = response.status();
        if status == StatusCode::OK {
            let body = self.body(response, limit).await?;
            return Ok(ServiceAnswer { media_type, body });
        }
        let text = self.body(response, MAX_ERROR_TEXT).await.ok().filter(|_| media_type == "text/plain");
        let text = text.as_deref().and_then(|text| std::str::from_utf8(text).ok()).map(str::trim);
        let public = match text.filter(|text| is_harmless(text)) {
            Some(text) => text.to_owned(),
            None => format!("{} answered with an error", self.0),
        };
        Err(ShapeError::Upstream { failure: UpstreamFailure::Bad, public, cause: Arc::new(Cause::Status(status)) })
    }

    async fn body(self, mut response: Response, limit: usize) -> Result<Bytes, ShapeError> {
        let mut bytes = BytesMut::new();
        let too_large = || self.failed(UpstreamFailure::Bad, "sent too much", Cause::TooLarge(limit));
        if response.content_length().is_some_and(|length| length > limit as u64) {
            return Err(too_large());
        }
        while let Some(chunk) = response.chunk().await.map_err(|error| self.not_sent(error))? {
            if bytes.len() + chunk.len() > limit {
                return Err(too_large());
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes.freeze())
    }

    fn not_sent(self, error: reqwest::Error) -> ShapeError {
        self.failed(UpstreamFailure::Unavailable, "is not available", Cause::Request(error.into()))
    }

    /// An answer that is not valid: `public` is what it did, for the client.
    pub(super) fn bad(self, public: &str, cause: impl Error + Send + Sync + 'static) -> ShapeError {
        self.failed(UpstreamFailure::Bad, public, cause)
    }

    fn failed(self, failure: UpstreamFailure, public: &str, cause: impl Error + Send + Sync + 'static) -> ShapeError {
        ShapeError::Upstream { failure, public: format!("{} {public}", self.0), cause: Arc::new(cause) }
    }
}

/// Whether the error text of a service is passed on, as Kartotherian does with every text: only words, which hold no
/// address.
fn is_harmless(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphabetic() || b == b' ')
}
