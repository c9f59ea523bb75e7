//! `POST /purge?source=a,b&zoom=3-7&bbox=west,south,east,north&key=a/3/1/2.png`, with at least one of the parameters,
//! or `all=true` to purge everything.

use std::collections::HashMap;

use axum::{
    Json,
    extract::{Query, State},
    http::StatusCode,
};
use serde_json::{Value, json};

use crate::{cache::KeyFilter, service::Service};

use super::{
    purge_query::{PurgeQueryError, filter},
    state::AdminState,
};

type PurgeResponse = (StatusCode, Json<Value>);

/// Handles `/purge`: 200 with the number of removed entries, or 400 if the query is invalid.
pub(super) async fn purge(
    State(admin): State<AdminState>,
    Query(query): Query<HashMap<String, String>>,
) -> PurgeResponse {
    let service = admin.service.get();
    match filter(&query).and_then(|filter| known(&service, filter)) {
        Ok(filter) => {
            let purged = service.purge(&filter).await;
            (StatusCode::OK, Json(json!({ "purged": purged })))
        }
        Err(problem) => (StatusCode::BAD_REQUEST, Json(json!({ "error": problem.to_string() }))),
    }
}

/// `filter`, if all its sources exist.
fn known(service: &Service, filter: KeyFilter) -> Result<KeyFilter, PurgeQueryError> {
    match filter.sources.iter().find(|id| service.sources().get(id).is_none()) {
        Some(unknown) => Err(PurgeQueryError::UnknownSource(unknown.to_string())),
        None => Ok(filter),
    }
}
