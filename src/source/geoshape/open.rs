//! Opens the shapes, and checks their tables.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use super::{geoshapes::Geoshapes, settings_error::GeoshapesError};
use crate::{
    settings::{GeoshapesSettings, KartoSettings},
    telemetry::{Event, event},
    work::Runner,
};

/// How long the start waits for the first check.
const FIRST_CHECK: Duration = Duration::from_secs(3);
/// The timeout of later checks.
const CHECK: Duration = Duration::from_secs(15);
/// The pause before the second check; it doubles with each further one.
const PAUSE: Duration = Duration::from_secs(1);
/// The maximum pause between checks.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// Opens the shapes. It is an error if the settings are invalid, but not if the database is down or lacks a table: then
/// the tables are checked again in the background until they can be read.
pub(crate) async fn open(
    settings: &GeoshapesSettings,
    karto: &KartoSettings,
    runner: Arc<Runner>,
) -> Result<Geoshapes, GeoshapesError> {
    let geoshapes = Geoshapes::new(settings, karto, runner)?;
    match geoshapes.first_read(Instant::now() + FIRST_CHECK).await {
        Ok(()) => event::ShapeTablesChecked { problem: None }.emit(),
        Err(problem) => {
            event::ShapeTablesChecked { problem: Some(&problem) }.emit();
            tokio::spawn(keep_checking(geoshapes.clone()));
        }
    }
    Ok(geoshapes)
}

/// Repeats the check until it succeeds, or until nothing else uses the shapes.
async fn keep_checking(geoshapes: Geoshapes) {
    let mut pause = PAUSE;
    while geoshapes.is_used() {
        tokio::time::sleep(pause).await;
        if geoshapes.first_read(Instant::now() + CHECK).await.is_ok() {
            return event::ShapeTablesChecked { problem: None }.emit();
        }
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}
