//! Places of jobs that have begun.

use std::{sync::Arc, time::Duration};

use crate::memory::Hold;

use super::lane::Lane;

/// A job's place in a lane. The job may work until it drops the place.
#[derive(Debug)]
pub(crate) struct Place {
    lane: Arc<Lane>,
    cost: Duration,
    /// Whether the job has what it needs, and waits for a thread or has one.
    is_ready: bool,
    /// The memory that the job may use.
    _memory: Option<Hold>,
}

impl Place {
    pub(super) fn new(lane: Arc<Lane>, cost: Duration, memory: Option<Hold>) -> Self {
        Self { lane, cost, is_ready: false, _memory: memory }
    }

    /// The job has fetched what it needs, and now uses the threads.
    pub(crate) fn fetched(&mut self) {
        if !self.is_ready {
            self.is_ready = true;
            self.lane.fetched();
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.lane.left(self.cost, self.is_ready);
    }
}
