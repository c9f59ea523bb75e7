//! `/live`: whether the process responds and its drawing threads make progress. Orchestrators restart a process that
//! fails this check, so it does not test databases, which a restart cannot fix.

use std::time::Duration;

use axum::{extract::State, http::StatusCode};

use crate::work::{Class, PoolState};

use super::state::AdminState;

/// Jobs check their deadline only from time to time. A job that runs for this long after its deadline is stuck.
const GRACE: Duration = Duration::from_secs(30);

/// 200, or 503 if the drawing threads are stuck.
pub(super) async fn live(State(admin): State<AdminState>) -> (StatusCode, String) {
    let service = admin.service.get();
    match stuck(service.work(Class::Drawing), service.settings().karto.render.deadline) {
        None => (StatusCode::OK, "ok\n".into()),
        Some(problem) => (StatusCode::SERVICE_UNAVAILABLE, problem),
    }
}

/// A message if the pool is stuck; `deadline` is the maximum time of a job.
fn stuck(pool: PoolState, deadline: Duration) -> Option<String> {
    (pool.stuck_for > deadline + GRACE).then(|| {
        format!(
            "the drawing threads are stuck: {} at work and {} waiting, but none taken or finished for {} s\n",
            pool.running,
            pool.queued,
            pool.stuck_for.as_secs()
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pool_is_stuck_without_progress_for_longer_than_the_deadline() {
        let state = |seconds| PoolState {
            queued: 3,
            running: 2,
            lost: 0,
            done: 7,
            skipped: 0,
            panicked: 0,
            stuck_for: Duration::from_secs(seconds),
        };
        let deadline = Duration::from_secs(20);
        assert_eq!(stuck(state(0), deadline), None);
        assert_eq!(stuck(state(50), deadline), None, "a long job that does not look at the clock");
        let problem = stuck(state(51), deadline).unwrap();
        assert!(problem.contains("2 at work and 3 waiting") && problem.contains("51 s"), "{problem}");
    }
}
