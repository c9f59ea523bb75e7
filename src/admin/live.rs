//! `/live`: the process answers and its drawing threads make progress. A process that fails it is restarted, so it
//! does not look at databases: a restart helps none of them.

use std::time::Duration;

use axum::{extract::State, http::StatusCode};

use crate::work::{Class, PoolState};

use super::state::AdminState;

/// Jobs check their deadline only from time to time. This long after it, a job is not going to end any more.
const GRACE: Duration = Duration::from_secs(30);

/// 200 while all is well, 503 when the drawing threads are stuck.
pub(super) async fn live(State(admin): State<AdminState>) -> (StatusCode, String) {
    let service = admin.service.get();
    match stuck(service.work(Class::Drawing), service.settings().karto.render.deadline) {
        None => (StatusCode::OK, "ok\n".into()),
        Some(problem) => (StatusCode::SERVICE_UNAVAILABLE, problem),
    }
}

/// What is wrong with the pool, if no job can take longer than `deadline`.
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
    fn a_pool_is_stuck_when_nothing_moves_for_longer_than_any_job_may_take() {
        let state = |seconds| PoolState {
            queued: 3,
            running: 2,
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
