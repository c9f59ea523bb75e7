//! Counts the requests in flight.

use crate::telemetry::{Event, event, metrics};

/// Counts a request while it is in flight. If it is dropped before [`InFlight::answered`], the client has disconnected.
pub(super) struct InFlight<'a> {
    target: &'a str,
    answered: bool,
}

impl<'a> InFlight<'a> {
    /// Starts counting the request for `target`.
    pub(super) fn begin(target: &'a str) -> Self {
        metrics().in_flight.inc();
        Self { target, answered: false }
    }

    /// Ends the count: the request has its reply.
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
