//! Requests tiles from a server at a given pace.

use std::{
    cell::Cell,
    future::ready,
    time::{Duration, Instant},
};

use futures_util::{StreamExt, stream};
use tokio::{
    sync::Mutex,
    time::{Interval, MissedTickBehavior, interval},
};

use super::{counts::SeedCounts, plan::Paths, tile};
use crate::cli::client::RemoteServer;

/// Time between two lines of progress.
const PROGRESS_INTERVAL: Duration = Duration::from_secs(10);

/// How fast requests are sent.
#[derive(Debug, Clone, Copy)]
pub(super) struct Pace {
    /// Requests in flight at once.
    pub(super) concurrency: usize,
    /// The maximum number of requests per second.
    pub(super) per_second: Option<u32>,
}

/// Requests all `paths` from `server`, until too many requests have failed in a row.
pub(super) async fn send_all(server: &RemoteServer, paths: Paths, pace: Pace, show_progress: bool) -> SeedCounts {
    let (mut counts, started) = (SeedCounts::default(), Instant::now());
    let ticks = pace.per_second.map(ticks);
    let (ticks, given_up) = (ticks.as_ref(), Cell::new(false));
    let mut results = Box::pin(
        stream::iter(paths)
            .take_while(|_| ready(!given_up.get()))
            .map(|path| async move {
                if let Some(ticks) = ticks {
                    ticks.lock().await.tick().await;
                }
                let result = tile::request(server, &path).await;
                (path, result)
            })
            .buffer_unordered(pace.concurrency),
    );
    let mut last_progress = Instant::now();
    while let Some((path, result)) = results.next().await {
        counts.add(path, result);
        given_up.set(counts.has_given_up());
        if show_progress && last_progress.elapsed() > PROGRESS_INTERVAL {
            last_progress = Instant::now();
            eprintln!("{}: {} requested, {} failed", server.name(), counts.requested, counts.failed);
        }
    }
    drop(results);
    counts.elapsed = started.elapsed();
    counts
}

/// Ticks at an even pace; there is no burst after a pause.
fn ticks(per_second: u32) -> Mutex<Interval> {
    let mut ticks = interval(Duration::from_secs(1) / per_second);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    Mutex::new(ticks)
}
