//! Sends the same requests to two servers.

use std::{sync::Arc, time::Duration};

use futures_util::{StreamExt, stream};

use crate::{
    cli::{
        client::{RemoteServer, ResponseError, send},
        comparison::{ResponseComparison, Tolerance, compare},
    },
    source::with_causes,
};

/// The maximum size of a body that is compared, in bytes.
const MAX_BODY: usize = 64 << 20;

/// Two servers, with settings for requests and comparisons.
pub(super) struct Replay {
    /// The old server.
    pub(super) old: RemoteServer,
    /// The new server.
    pub(super) new: RemoteServer,
    /// The timeout of a request.
    pub(super) timeout: Duration,
    /// Requests in flight at once.
    pub(super) concurrency: usize,
    /// What may differ.
    pub(super) tolerance: Tolerance,
    /// The maximum number of pairs of images that are kept: those that differ most.
    pub(super) max_pictures: usize,
}

/// A request and the comparison of its two responses.
#[derive(Debug)]
pub(super) struct ComparedRequest {
    /// Path and query.
    pub(super) target: String,
    /// The comparison, or why there is none.
    pub(super) result: Result<ComparedResponses, CompareError>,
}

/// Two responses that were compared.
#[derive(Debug)]
pub(super) struct ComparedResponses {
    /// What differs.
    pub(super) comparison: ResponseComparison,
    /// How long the old and the new server took.
    pub(super) elapsed: (Duration, Duration),
}

/// Two responses that could not be compared.
#[derive(Debug, thiserror::Error)]
pub(super) enum CompareError {
    /// At least one of the servers did not respond.
    #[error("{}", failures(.old.as_ref(), .new.as_ref()))]
    Request {
        /// Of the old server.
        old: Option<ResponseError>,
        /// Of the new server.
        new: Option<ResponseError>,
    },
    /// The comparison panicked.
    #[error("the responses could not be compared")]
    Panicked(#[source] tokio::task::JoinError),
}

/// `old: …; new: …`, each with its causes.
fn failures(old: Option<&ResponseError>, new: Option<&ResponseError>) -> String {
    let failures = [("old", old), ("new", new)].into_iter().filter_map(|(name, error)| Some((name, error?)));
    let words: Vec<_> = failures.map(|(name, error)| format!("{name}: {}", with_causes(error))).collect();
    words.join("; ")
}

impl ComparedRequest {
    fn share_of_pixels(&self) -> Option<f64> {
        Some(self.result.as_ref().ok()?.comparison.pictures.as_ref()?.share())
    }

    fn drop_pictures(&mut self) {
        if let Ok(compared) = &mut self.result {
            compared.comparison.pictures = None;
        }
    }
}

impl Replay {
    /// Sends every request to both servers; the result is in the order of `targets`.
    pub(super) async fn run(&self, targets: Vec<String>) -> Vec<ComparedRequest> {
        let tolerance = Arc::new(self.tolerance.clone());
        let requests = targets.into_iter().map(|target| {
            let tolerance = tolerance.clone();
            async move {
                let result = self.compare(&target, tolerance).await;
                ComparedRequest { target, result }
            }
        });
        let mut results = stream::iter(requests).buffered(self.concurrency);
        let mut compared = Vec::new();
        while let Some(one) = results.next().await {
            compared.push(one);
            self.forget_smallest_difference(&mut compared);
        }
        compared
    }

    async fn compare(&self, target: &str, tolerance: Arc<Tolerance>) -> Result<ComparedResponses, CompareError> {
        let request =
            |server: &RemoteServer| server.get(target).header("accept-encoding", "gzip").timeout(self.timeout);
        let (old, new) = tokio::join!(send(request(&self.old), MAX_BODY), send(request(&self.new), MAX_BODY));
        let (old, new) = match (old, new) {
            (Ok(old), Ok(new)) => (old, new),
            (old, new) => return Err(CompareError::Request { old: old.err(), new: new.err() }),
        };
        let elapsed = (old.elapsed, new.elapsed);
        // Decoding images is CPU work, so it does not run on the threads of the runtime.
        let comparison = tokio::task::spawn_blocking(move || compare(&old, &new, &tolerance)).await;
        Ok(ComparedResponses { comparison: comparison.map_err(CompareError::Panicked)?, elapsed })
    }

    /// Limits memory: if too many pairs of images are kept, drops the one with the smallest difference.
    fn forget_smallest_difference(&self, compared: &mut [ComparedRequest]) {
        let kept = compared.iter().filter_map(ComparedRequest::share_of_pixels).count();
        if kept <= self.max_pictures {
            return;
        }
        // In reverse, so that the latest of equal differences is dropped.
        let with_pictures = compared.iter_mut().rev().filter_map(|one| Some((one.share_of_pixels()?, one)));
        if let Some((_, least)) = with_pictures.min_by(|a, b| a.0.total_cmp(&b.0)) {
            least.drop_pictures();
        }
    }
}
