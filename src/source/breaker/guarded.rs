//! Sources with a breaker.

use std::{
    pin::pin,
    sync::{Arc, Weak},
};

use async_trait::async_trait;

use super::{
    FIRST_PAUSE, LONGEST_PAUSE, PROBE_TIMEOUT, SILENCE,
    state::{BreakerState, Outcome},
};
use crate::{
    settings::SourceId,
    source::{Connections, SharedSource, SourceError, SourceTile, TileInfo, TileQuery, TileSource},
    telemetry::{Event, event},
    tile::Lang,
};

/// A source that reads from outside, with a breaker; see the module documentation.
#[derive(Debug)]
pub(crate) struct Guarded {
    watched: Arc<Watched>,
}

#[derive(Debug)]
struct Watched {
    id: SourceId,
    source: SharedSource,
    state: BreakerState,
}

impl Guarded {
    /// Guards `source`.
    pub(crate) fn new(id: SourceId, source: SharedSource) -> Self {
        Self { watched: Arc::new(Watched { id, source, state: BreakerState::new() }) }
    }
}

impl Watched {
    /// Probes the source if it seems to be down or to hang, until it works.
    fn probe_if_suspicious(self: &Arc<Self>) {
        if self.state.should_probe() {
            tokio::spawn(probe_until_it_works(Arc::downgrade(self)));
        }
    }

    /// The first problem that a probe finds.
    async fn probed(&self) -> Result<(), SourceError> {
        match tokio::time::timeout(PROBE_TIMEOUT, self.source.probe()).await {
            Ok(problems) => problems.into_iter().next().map_or(Ok(()), Err),
            Err(_) => Err(SourceError::timeout(&self.id)),
        }
    }

    fn closed(&self) {
        event::SourceProbed { source: &self.id, problem: None }.emit();
    }
}

async fn probe_until_it_works(watched: Weak<Watched>) {
    let mut pause = FIRST_PAUSE;
    // The sources of an earlier configuration are not probed any more.
    while let Some(watched) = watched.upgrade() {
        match watched.probed().await {
            Ok(()) => {
                if watched.state.close() {
                    watched.closed();
                }
                return;
            }
            Err(problem) => {
                let text = problem.to_string();
                if watched.state.open(problem) {
                    event::SourceProbed { source: &watched.id, problem: Some(&text) }.emit();
                }
            }
        }
        drop(watched);
        tokio::time::sleep(pause).await;
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
}

/// Counts a request in progress.
struct Running<'a> {
    watched: &'a Arc<Watched>,
    outcome: Outcome,
}

impl Drop for Running<'_> {
    fn drop(&mut self) {
        if self.watched.state.ended(self.outcome) {
            self.watched.closed();
        }
    }
}

#[async_trait]
impl TileSource for Guarded {
    async fn tile(&self, query: &TileQuery) -> Result<SourceTile, SourceError> {
        let watched = &self.watched;
        if let Some(problem) = watched.state.problem() {
            return Err(problem);
        }
        watched.state.began();
        let mut running = Running { watched, outcome: Outcome::Unknown };
        let mut answer = pin!(watched.source.tile(query));
        let result = loop {
            tokio::select! {
                result = &mut answer => break result,
                () = watched.state.opened() => break Err(watched.state.problem().unwrap_or_else(|| SourceError::timeout(&watched.id))),
                () = tokio::time::sleep(SILENCE) => watched.probe_if_suspicious(),
            }
        };
        running.outcome = match &result {
            Err(SourceError::Unavailable { .. } | SourceError::Timeout { .. }) => Outcome::Failed,
            Err(SourceError::Busy { .. }) => Outcome::Unknown,
            _ => Outcome::Answered,
        };
        drop(running);
        watched.probe_if_suspicious();
        result
    }

    fn info(&self) -> &TileInfo {
        self.watched.source.info()
    }

    fn depends_on_lang(&self) -> bool {
        self.watched.source.depends_on_lang()
    }

    fn language(&self, lang: &Lang) -> Option<Lang> {
        self.watched.source.language(lang)
    }

    fn connections(&self) -> Vec<Connections> {
        self.watched.source.connections()
    }

    /// While the breaker is open, the problem of its own last probe: a source that hangs is not asked by others, too.
    async fn probe(&self) -> Vec<SourceError> {
        match self.watched.state.problem() {
            Some(problem) => vec![problem],
            None => self.watched.source.probe().await,
        }
    }

    async fn absent(&self) -> Vec<SourceError> {
        self.watched.source.absent().await
    }
}
