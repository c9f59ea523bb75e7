//! Requests all examples of a server within a time limit.

use std::time::{Duration, Instant};

use futures_util::{StreamExt, stream};
use url::Url;

use super::{
    description::{self, DescriptionError},
    examples::{self, Example, ExamplesError},
    verdict::{self, Verdict},
};
use crate::cli::client::{RemoteServer, RemoteServerError};

/// The maximum number of requests in flight. service-checker has no limit, but no service has that many examples.
const MAX_IN_FLIGHT: usize = 256;

/// Time limits of a probe.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deadlines {
    /// For each request.
    pub(super) each: Duration,
    /// For the whole probe.
    pub(super) all: Instant,
}

/// An example with its result.
#[derive(Debug)]
pub(super) struct CheckedExample {
    /// The request and its expected response.
    pub(super) example: Example,
    /// Whether the response is as described.
    pub(super) verdict: Verdict,
    /// The time it took.
    pub(super) elapsed: Duration,
}

/// There are no examples to request.
#[derive(Debug, thiserror::Error)]
pub(super) enum ProbeError {
    /// Requests cannot be sent to the server.
    #[error(transparent)]
    Server(#[from] RemoteServerError),
    /// The description cannot be fetched.
    #[error(transparent)]
    Description(#[from] DescriptionError),
    /// The description timed out.
    #[error("no description within {0:?}")]
    Timeout(Duration),
    /// The description has no examples that can be requested.
    #[error(transparent)]
    Examples(#[from] ExamplesError),
}

/// Fetches the description of the server at `url` and requests all its examples, in order.
pub(super) async fn probe(url: &Url, deadlines: Deadlines) -> Result<Vec<CheckedExample>, ProbeError> {
    let server = RemoteServer::new(url)?;
    let timeout = deadlines.each.min(deadlines.all.saturating_duration_since(Instant::now()));
    let spec = tokio::time::timeout(timeout, description::fetch(&server)).await;
    let spec = spec.map_err(|_| ProbeError::Timeout(timeout))??;
    let checks = examples::of(&spec)?.into_iter().map(|example| check(&server, example, deadlines));
    Ok(stream::iter(checks).buffered(MAX_IN_FLIGHT).collect().await)
}

async fn check(server: &RemoteServer, example: Example, deadlines: Deadlines) -> CheckedExample {
    let started = Instant::now();
    let deadline = deadlines.all.min(started + deadlines.each);
    let verdict = match tokio::time::timeout_at(deadline.into(), verdict::of(server, &example)).await {
        Ok(verdict) => verdict,
        Err(_) => Verdict::Critical(format!("no response within {:.1} s", started.elapsed().as_secs_f64())),
    };
    CheckedExample { example, verdict, elapsed: started.elapsed() }
}
