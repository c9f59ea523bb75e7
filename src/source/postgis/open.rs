//! Opens a source, and describes its layers in the background if the database does not respond.

use std::{
    sync::{Arc, Weak},
    time::{Duration, Instant},
};

use super::source::{DESCRIBE_TIMEOUT, Postgis, RETRY_PAUSE};
use crate::{
    settings::{PostgisSettings, SourceId},
    source::{SharedSource, SourceError},
    telemetry::{Event, event},
};

/// How long opening a source waits for the description of its layers.
const FIRST_DESCRIBE_TIMEOUT: Duration = Duration::from_secs(3);
/// The maximum pause between retries in the background.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Opens the source `id`. It is an error if the settings are invalid (connection URLs, tokens, TLS certificates,
/// repeated layers), but not if a database is down or lacks a table.
pub async fn open(id: &SourceId, settings: &PostgisSettings) -> Result<SharedSource, SourceError> {
    let source = Postgis::new(id, settings).map_err(|errors| SourceError::bad(id, errors))?;
    let source = Arc::new(source);
    let first = source.statements(Instant::now() + FIRST_DESCRIBE_TIMEOUT).await;
    if let Err(error) = first {
        event::LayersDescribed { source: id, problem: Some(&error.to_string()) }.emit();
        tokio::spawn(keep_trying(Arc::downgrade(&source)));
    }
    Ok(source)
}

/// Retries describing the layers until it succeeds, so that `info.json` and readiness do not wait for a request.
async fn keep_trying(source: Weak<Postgis>) {
    let mut pause = RETRY_PAUSE;
    loop {
        tokio::time::sleep(pause).await;
        let Some(source) = source.upgrade() else { return };
        if source.statements(Instant::now() + DESCRIBE_TIMEOUT).await.is_ok() {
            event::LayersDescribed { source: source.id(), problem: None }.emit();
            return;
        }
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}
