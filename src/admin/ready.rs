//! `/ready`: see [`Readiness`](super::readiness::Readiness).

use axum::{Json, extract::State, http::StatusCode};
use serde_json::{Map, Value, json};

use super::state::AdminState;

/// 200 or 503, with the state of all dependencies.
pub(super) async fn ready(State(admin): State<AdminState>) -> (StatusCode, Json<Value>) {
    let verdict = admin.readiness.verdict().await;
    let dependency = |(id, problem): (&String, &Option<String>)| {
        let state = match problem {
            None => json!({ "up": true }),
            Some(problem) => json!({ "up": false, "problem": problem }),
        };
        (id.clone(), state)
    };
    let dependencies: Map<String, Value> = verdict.report.iter().map(dependency).collect();
    let body = json!({
        "ready": verdict.ready, "degraded": verdict.is_degraded(), "draining": verdict.draining,
        "usable": verdict.usable, "dependencies": dependencies,
    });
    (if verdict.ready { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE }, Json(body))
}
