//! Turns: admitted jobs, whose cost is learned from.

use std::{sync::Arc, time::Duration};

use super::{
    cost::{CostKey, CostModel},
    lane::Place,
};

/// An admitted job. It may work until the turn ends or is dropped.
#[derive(Debug)]
pub(crate) struct Turn {
    place: Place,
    costs: Arc<CostModel>,
    kind: CostKey,
    units: f64,
}

impl Turn {
    pub(super) fn new(place: Place, costs: Arc<CostModel>, kind: CostKey, units: f64) -> Self {
        Self { place, costs, kind, units }
    }

    /// The job has fetched what it needs, and now uses a thread.
    pub(crate) fn fetched(&mut self) {
        self.place.fetched();
    }

    /// The job has ended and took `took`, without waiting for other jobs.
    pub(crate) fn end(self, took: Duration) {
        self.costs.learn(self.kind, self.units, took);
    }
}
