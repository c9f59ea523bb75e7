//! `POST /reload`: reads the configuration again. If it is valid, it replaces the current one; otherwise nothing
//! changes and the errors are returned. The reload itself is done by the command that runs the server.

use axum::{Json, extract::State, http::StatusCode};
use serde_json::{Value, json};
use tokio::sync::{mpsc, oneshot};

use super::state::AdminState;

/// 200 if the new configuration is active, 422 if it is rejected.
pub(super) async fn reload(State(admin): State<AdminState>) -> (StatusCode, Json<Value>) {
    let problem = |status, text: &str| (status, Json(json!({ "error": text })));
    let Some(reloads) = &admin.reloads else {
        return problem(StatusCode::SERVICE_UNAVAILABLE, "this process cannot reload its configuration");
    };
    let (sender, outcome) = oneshot::channel();
    match reloads.try_send(sender) {
        Ok(()) => {}
        Err(mpsc::error::TrySendError::Full(_)) => {
            return problem(StatusCode::CONFLICT, "a reload is in progress and another one is waiting");
        }
        Err(mpsc::error::TrySendError::Closed(_)) => {
            return problem(StatusCode::SERVICE_UNAVAILABLE, "the process is stopping");
        }
    }
    let Ok(done) = outcome.await else {
        return problem(StatusCode::SERVICE_UNAVAILABLE, "the process is stopping");
    };
    let status = if done.accepted { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let body = json!({
        "accepted": done.accepted, "config": done.config, "needsRestart": done.needs_restart,
        "problems": done.problems, "check": done.report,
    });
    (status, Json(body))
}
