//! `/log-level`: GET returns the level, PUT (or POST) with `?level=debug` changes it until the process ends.

use std::collections::HashMap;

use axum::{
    extract::{Query, State},
    http::StatusCode,
};

use crate::telemetry::log;

use super::state::AdminState;

type LevelResponse = (StatusCode, String);

/// Handles GET.
pub(super) async fn show(State(admin): State<AdminState>) -> LevelResponse {
    match admin.log.and_then(|log| log.level()) {
        Some(level) => (StatusCode::OK, format!("{}\n", log::name(level))),
        None => unavailable(),
    }
}

/// Handles PUT and POST.
pub(super) async fn set(
    State(admin): State<AdminState>,
    Query(query): Query<HashMap<String, String>>,
) -> LevelResponse {
    let Some(level) = query.get("level").and_then(|word| log::parse(word)) else {
        return (StatusCode::BAD_REQUEST, "say ?level= trace, debug, info, warn or error\n".into());
    };
    match admin.log.map(|control| control.set(level)) {
        Some(Ok(())) => {
            tracing::warn!(level = log::name(level), "log level changed");
            (StatusCode::OK, format!("{}\n", log::name(level)))
        }
        _ => unavailable(),
    }
}

fn unavailable() -> LevelResponse {
    (StatusCode::SERVICE_UNAVAILABLE, "the log level cannot be changed in this process\n".into())
}
