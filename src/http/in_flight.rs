//! Requests under way.

use crate::telemetry::{Event, event, metrics};

/// Counts a request while it is under way. If it is dropped before [`InFlight::answered`], the client has left.
pub(super) struct InFlight<'a> {
    target: &'a str,
    answered: bool,
}

impl<'a> InFlight<'a> {
    /// The request for `target` begins.
    pub(super) fn begin(target: &'a str) -> Self {
        metrics().in_flight.inc();
        Self { target, answered: false }
    }

    /// The request has its reply.
    pub(super) fn answered(mut self) {
        self.answered = true;
    }
}

impl Drop for InFlight<'_> {
    fn drop(&mut self) {
        metrics().in_flight.dec();
        if !self.answered {
            event::Abandoned { target: self.target }.emit();
        }
    }
}
