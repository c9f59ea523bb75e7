//! An open loop: requests are due at times that do not depend on responses, as those of many people are. Latency counts
//! from the time at which a request was due, so that a slow server cannot hide the time for which requests wait.

use std::{sync::Arc, time::Instant};

use tokio::{
    sync::{Mutex, mpsc::UnboundedReceiver},
    task::JoinSet,
};

use super::{
    arrivals,
    plan::{LoadPlan, LoadResult, Window},
};
use crate::cli::bench::{
    connection::BenchConnection, random::Random, requests::RequestSource, tally::Tally, target::ServerAddress,
};

/// The arrivals that free connections take.
type Arrivals = Arc<Mutex<UnboundedReceiver<Instant>>>;

/// Sends `rate` requests per second until the end of `window`.
pub(super) async fn run(
    server: &ServerAddress,
    source: &RequestSource,
    plan: &LoadPlan,
    rate: f64,
    window: Window,
) -> LoadResult {
    let mut seeds = Random::new(plan.seed);
    let Ok((receiver, thread)) = arrivals::start(rate, window.end, Random::new(seeds.bits())) else {
        return LoadResult::default();
    };
    let arrivals: Arrivals = Arc::new(Mutex::new(receiver));
    let mut tasks = JoinSet::new();
    for _ in 0..plan.connections {
        let mut requests = source.connection(Random::new(seeds.bits()));
        let mut connection = BenchConnection::new(server.clone(), plan.patience);
        let arrivals = arrivals.clone();
        // What is still waiting then could not be sent.
        let last = window.end + plan.patience.min(plan.duration);
        tasks.spawn(async move {
            let (mut tally, mut unsent) = (Tally::default(), 0);
            while let Some(due) = next(&arrivals).await {
                if Instant::now() >= last {
                    unsent += 1;
                    continue;
                }
                let outcome = connection.get(&requests.next().0).await;
                if window.includes(due) {
                    tally.count(outcome, due.elapsed(), window.start.elapsed());
                }
            }
            (tally, unsent)
        });
    }
    let mut result = LoadResult::default();
    while let Some(counted) = tasks.join_next().await {
        let (tally, unsent) = counted.unwrap_or_default();
        result.tally.add(&tally);
        result.unsent += unsent;
    }
    // The thread ended before the connections did.
    result.lag = thread.join().unwrap_or_default();
    result
}

async fn next(arrivals: &Arrivals) -> Option<Instant> {
    arrivals.lock().await.recv().await
}
