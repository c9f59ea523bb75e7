//! `mirror://`: sends copies of requests to a second source and discards the responses.
//!
//! This tests a new backend with real traffic. The first source is never delayed: copies run concurrently, at most
//! [`MAX_COPIES`] at a time (further ones are dropped), and are paused while the fraction of failures in a sliding
//! window is above the threshold.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use async_trait::async_trait;
use tokio::sync::Semaphore;

use super::{SharedSource, SourceError, SourceTile, TileInfo, TileQuery, TileSource};
use crate::{
    settings::{MirrorSettings, SourceId},
    tile::Lang,
};

/// The maximum number of concurrent copies.
pub const MAX_COPIES: usize = 32;

/// A `mirror://` source; see the module documentation.
#[derive(Debug)]
pub struct Mirror {
    id: SourceId,
    primary: SharedSource,
    secondary: SharedSource,
    enabled: bool,
    permits: Arc<Semaphore>,
    failures: Arc<FailureWindow>,
}

impl Mirror {
    /// A source that returns tiles of `primary` and sends the same queries to `secondary`.
    pub fn new(id: SourceId, settings: &MirrorSettings, primary: SharedSource, secondary: SharedSource) -> Self {
        let failures = FailureWindow {
            bucket: settings.bucket_size.max(Duration::from_millis(1)),
            length: settings.total_buckets.max(1),
            threshold: settings.threshold,
            buckets: Mutex::default(),
        };
        Self {
            id,
            primary,
            secondary,
            enabled: settings.enabled,
            permits: Arc::new(Semaphore::new(MAX_COPIES)),
            failures: Arc::new(failures),
        }
    }

    fn copy(&self, query: &TileQuery) {
        if !self.enabled || !self.failures.allow_copy(Instant::now()) {
            return;
        }
        let Ok(permit) = self.permits.clone().try_acquire_owned() else { return };
        let (secondary, failures, id, query) =
            (self.secondary.clone(), self.failures.clone(), self.id.clone(), query.clone());
        tokio::spawn(async move {
            let _permit = permit;
            let answer = tokio::time::timeout_at(query.deadline.into(), secondary.tile(&query)).await;
            let failed = match answer {
                Ok(Ok(_)) => false,
                Ok(Err(error)) => !error.is_not_found(),
                Err(_) => true,
            };
            if failed {
                tracing::debug!(source = %id, tile = %query.tile, "the mirrored source failed");
            }
            failures.record(Instant::now(), failed);
        });
    }
}

#[async_trait]
impl TileSource for Mirror {
    async fn tile(&self, query: &TileQuery) -> Result<SourceTile, SourceError> {
        self.copy(query);
        self.primary.tile(query).await
    }

    fn info(&self) -> &TileInfo {
        self.primary.info()
    }

    fn depends_on_lang(&self) -> bool {
        self.primary.depends_on_lang()
    }

    fn language(&self, lang: &Lang) -> Option<Lang> {
        self.primary.language(lang)
    }
}

/// Counts of the latest responses of the secondary, in buckets of time.
#[derive(Debug)]
struct FailureWindow {
    bucket: Duration,
    length: u32,
    threshold: f64,
    buckets: Mutex<VecDeque<Bucket>>,
}

#[derive(Debug)]
struct Bucket {
    begin: Instant,
    all: u64,
    failed: u64,
}

impl FailureWindow {
    /// Whether the fraction of failures allows another copy. True if there are no responses.
    fn allow_copy(&self, now: Instant) -> bool {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        self.expire(&mut buckets, now);
        let (all, failed) = buckets.iter().fold((0, 0), |(a, f), b| (a + b.all, f + b.failed));
        all == 0 || failed as f64 / all as f64 <= self.threshold
    }

    fn record(&self, now: Instant, failed: bool) {
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        self.expire(&mut buckets, now);
        match buckets.back_mut() {
            Some(last) if now.saturating_duration_since(last.begin) < self.bucket => {
                last.all += 1;
                last.failed += u64::from(failed);
            }
            _ => buckets.push_back(Bucket { begin: now, all: 1, failed: u64::from(failed) }),
        }
    }

    fn expire(&self, buckets: &mut VecDeque<Bucket>, now: Instant) {
        let span = self.bucket.saturating_mul(self.length);
        while buckets.front().is_some_and(|first| now.saturating_duration_since(first.begin) >= span) {
            buckets.pop_front();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_are_paused_until_the_failures_leave_the_window() {
        let second = Duration::from_secs(1);
        let window = FailureWindow { bucket: second, length: 3, threshold: 0.5, buckets: Mutex::default() };
        let start = Instant::now();
        assert!(window.allow_copy(start), "nothing is known yet");
        window.record(start, true);
        assert!(!window.allow_copy(start));
        window.record(start, false);
        assert!(window.allow_copy(start), "half is not above half");
        window.record(start + second, true);
        assert!(!window.allow_copy(start + 2 * second));
        assert!(window.allow_copy(start + 4 * second), "the failures have left the window");
        assert!(window.buckets.lock().unwrap().len() <= 3);
    }
}
