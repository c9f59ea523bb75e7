//! A closed loop: each connection sends its next request after the response to the last one.

use std::time::Instant;

use tokio::task::JoinSet;

use super::plan::{LoadPlan, LoadResult, Window};
use crate::cli::bench::{
    connection::BenchConnection, random::Random, requests::RequestSource, tally::Tally, target::ServerAddress,
};

/// Sends requests until the end of `window`.
pub(super) async fn run(server: &ServerAddress, source: &RequestSource, plan: &LoadPlan, window: Window) -> LoadResult {
    let mut tasks = JoinSet::new();
    let mut seeds = Random::new(plan.seed);
    for _ in 0..plan.connections {
        let mut random = Random::new(seeds.bits());
        let mut requests = source.connection(Random::new(random.bits()));
        let mut connection = BenchConnection::new(server.clone(), plan.patience);
        let think = plan.think.as_secs_f64();
        tasks.spawn(async move {
            let mut tally = Tally::default();
            loop {
                let (path, after_a_look) = requests.next();
                if after_a_look && think > 0.0 {
                    let pause = std::time::Duration::from_secs_f64(random.exponential(think));
                    tokio::time::sleep_until((Instant::now() + pause).min(window.end).into()).await;
                }
                let sent = Instant::now();
                if sent >= window.end {
                    return tally;
                }
                let outcome = connection.get(&path).await;
                if window.includes(sent) {
                    tally.count(outcome, sent.elapsed(), window.start.elapsed());
                }
            }
        });
    }
    let mut result = LoadResult::default();
    while let Some(tally) = tasks.join_next().await {
        result.tally.add(&tally.unwrap_or_default());
    }
    result
}
