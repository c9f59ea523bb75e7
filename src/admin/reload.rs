//! `POST /reload`: reads the configuration again. If it is valid, it replaces the current one; otherwise nothing
//! changes and the errors are returned. The reload itself is done by the command that runs the server.

use axum::{Json, extract::State, http::StatusCode};
use serde_json::{Value, json};
use tokio::sync::{mpsc, oneshot};

use super::state::AdminState;

/// The result of a reload.
#[derive(Debug, Clone)]
pub(crate) struct ReloadOutcome {
    /// Whether the new configuration is active.
    pub(crate) accepted: bool,
    /// The hash of the active configuration.
    pub(crate) config: String,
    /// Keys that changed, but take effect only after a restart.
    pub(crate) needs_restart: Vec<&'static str>,
    /// The report of the check, in the format of `karto check --format json`.
    pub(crate) report: Value,
    /// Errors after the check: files, styles, threads.
    pub(crate) problems: Vec<String>,
}

/// A request for a reload: the channel for its result.
pub(crate) type ReloadRequest = oneshot::Sender<ReloadOutcome>;

/// The channel for requests. One request may wait while another is in progress.
pub(crate) type Reloads = mpsc::Sender<ReloadRequest>;

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
