//! Admission of requests for tiles that are fetched and not drawn.

use std::{collections::BTreeMap, sync::Arc, time::Duration};

use crate::{
    memory::Budget,
    service::{caller::Caller, error::TileError, served_source::ServedSource, sources::Sources},
    settings::{LimitSettings, SourceId},
};

use super::{
    cost::{CostKey, CostModel},
    lane::{Lane, LaneLimits},
    turn::Turn,
};

/// Requests that may be in progress at a source that has no connections of its own to be limited by.
const REQUESTS_PER_SOURCE: usize = 256;

/// The expected cost of a tile of a source that has not been asked yet.
const UNKNOWN: Duration = Duration::from_millis(10);

/// Admits requests for tiles of sources: one lane for each source that reads from outside. Cheap to clone.
#[derive(Debug, Clone)]
pub(crate) struct FetchingTurns {
    /// The lane of each source that is served, by its id.
    lanes: Arc<BTreeMap<SourceId, Arc<Lane>>>,
    costs: Arc<CostModel>,
}

impl FetchingTurns {
    /// The lanes of `sources`.
    pub(crate) fn new(limits: &LimitSettings, sources: &Sources) -> Self {
        let lane = |connections: usize| {
            // While some use the connections, the others get theirs or are compressed.
            let begun = connections.saturating_mul(2);
            let limits = LaneLimits {
                begun,
                ready: begun,
                waiting: limits.requests,
                wait: limits.queue_time,
                dear: begun,
                threads: connections,
            };
            // Tiles are small; what is read of them is limited by `tileBytes`.
            Lane::new(limits, Budget::new(usize::MAX))
        };
        let leaves = sources.iter().filter(|source| is_leaf(source));
        let leaves: BTreeMap<SourceId, _> =
            leaves.map(|source| (source.settings.id.clone(), lane(connections(source)))).collect();
        let other = lane(REQUESTS_PER_SOURCE);
        let lane_of = |source: &ServedSource| {
            let mut read = sources.with_inputs(source);
            read.retain(|source| is_leaf(source));
            // Of several sources, the one with the fewest connections is the one that is waited for.
            let leaf = read.into_iter().min_by_key(|source| connections(source));
            leaf.and_then(|leaf| leaves.get(&leaf.settings.id)).unwrap_or(&other).clone()
        };
        let lanes = sources.iter().map(|source| (source.settings.id.clone(), lane_of(source))).collect();
        Self { lanes: Arc::new(lanes), costs: Arc::default() }
    }

    /// Waits until a tile of this kind may be fetched.
    pub(crate) async fn begin(&self, kind: CostKey, caller: Caller) -> Result<Turn, TileError> {
        let lane = self.lanes.get(&kind.source).ok_or(TileError::Lost)?;
        let cost = self.costs.estimate(&kind, 1.0, UNKNOWN);
        let place = tokio::time::timeout_at(caller.deadline.into(), lane.enter(caller.client, cost, 0)).await;
        let place = place.ok().and_then(Result::ok).ok_or(TileError::Busy { limit: "source" })?;
        Ok(Turn::new(place, self.costs.clone(), kind, 1.0))
    }

    /// Whether requests for tiles of the source `id` wait for others.
    pub(crate) fn is_waited_for(&self, id: &SourceId) -> bool {
        self.lanes.get(id).is_some_and(|lane| lane.load().0 > 0)
    }
}

fn is_leaf(source: &ServedSource) -> bool {
    source.source.is_some() && source.settings.kind.references().is_empty()
}

/// How many requests a source works on at once.
fn connections(source: &ServedSource) -> usize {
    let pools = source.source.iter().flat_map(|source| source.connections());
    match pools.map(|pool| pool.most).sum() {
        0 => REQUESTS_PER_SOURCE,
        connections => connections,
    }
}
