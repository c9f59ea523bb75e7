//! The API description of a running server: OpenAPI at `/?spec`.

use http::StatusCode;
use serde_json::Value;

use crate::cli::client::{RemoteServer, ResponseError, send};

/// The maximum size of a description, in bytes.
const MAX_SPEC: usize = 16 << 20;

/// The description cannot be fetched.
#[derive(Debug, thiserror::Error)]
pub(super) enum DescriptionError {
    /// The server did not respond.
    #[error(transparent)]
    Request(#[from] ResponseError),
    /// It responded with another status.
    #[error("/?spec: {0} instead of 200")]
    Status(StatusCode),
    /// The body is not JSON.
    #[error("/?spec is not JSON")]
    Json(#[from] serde_json::Error),
}

/// The description of `server`.
pub(super) async fn fetch(server: &RemoteServer) -> Result<Value, DescriptionError> {
    let response = send(server.get("/?spec"), MAX_SPEC).await?;
    if response.status != StatusCode::OK {
        return Err(DescriptionError::Status(response.status));
    }
    Ok(serde_json::from_slice(&response.body)?)
}
