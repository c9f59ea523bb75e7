//! What a connection is doing.

use std::{
    sync::{
        LazyLock,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::sync::Notify;

/// Times are counted from here.
static START: LazyLock<Instant> = LazyLock::new(Instant::now);

/// The phase of a connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Phase {
    /// There is no request, or its head is incomplete.
    Waiting,
    /// The body of a request arrives.
    Receiving,
    /// The client reads a response.
    Sending,
    /// A response is being made.
    Answering,
    /// It is being closed to make room for others.
    Closing,
}

/// What a connection is doing, and since when. Updated without locks, because every request changes it several times.
#[derive(Debug)]
pub(in crate::http) struct Activity {
    /// See `packed`.
    state: AtomicU64,
    closing: Notify,
}

/// A state of an [`Activity`] at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Moment {
    packed: u64,
    pub(super) phase: Phase,
    /// When the phase began.
    pub(super) since: Duration,
}

impl Activity {
    /// A new connection, which waits for a request.
    pub(in crate::http) fn new() -> Self {
        Self { state: AtomicU64::new(packed(Phase::Waiting)), closing: Notify::new() }
    }

    /// The head of a request is complete.
    pub(in crate::http) fn asked(&self) {
        self.change(|_| Some(Phase::Answering));
    }

    /// More bytes of the body of a request are needed.
    pub(in crate::http) fn receiving(&self) {
        self.change(|phase| (phase == Phase::Answering).then_some(Phase::Receiving));
    }

    /// The body of a request is complete.
    pub(in crate::http) fn received(&self) {
        self.change(|phase| (phase == Phase::Receiving).then_some(Phase::Answering));
    }

    /// There is a response.
    pub(in crate::http) fn answered(&self) {
        self.change(|_| Some(Phase::Sending));
    }

    /// Bytes are written: of a response, or of an error that the HTTP parser found.
    pub(in crate::http) fn writing(&self) {
        self.change(|phase| (phase == Phase::Waiting).then_some(Phase::Sending));
    }

    /// All that there was to write has been written.
    pub(in crate::http) fn flushed(&self) {
        self.change(|phase| (phase == Phase::Sending).then_some(Phase::Waiting));
    }

    /// Returns when the connection has to be closed.
    pub(in crate::http) async fn closed(&self) {
        self.closing.notified().await;
    }

    /// The state now.
    pub(super) fn moment(&self) -> Moment {
        Moment::of(self.state.load(Ordering::Relaxed))
    }

    /// Closes the connection, unless its state has changed since `seen`. Returns whether it is closed.
    pub(super) fn close_if(&self, seen: Moment) -> bool {
        let closing = packed(Phase::Closing);
        let closes = self.state.compare_exchange(seen.packed, closing, Ordering::Relaxed, Ordering::Relaxed).is_ok();
        if closes {
            self.closing.notify_one();
        }
        closes
    }

    fn change(&self, next: impl Fn(Phase) -> Option<Phase>) {
        let next = |state| {
            let phase = Moment::of(state).phase;
            next(phase).filter(|_| phase != Phase::Closing).map(packed)
        };
        // No change is not an error.
        let _ = self.state.fetch_update(Ordering::Relaxed, Ordering::Relaxed, next);
    }
}

impl Moment {
    fn of(packed: u64) -> Self {
        let phase = match packed & 7 {
            0 => Phase::Waiting,
            1 => Phase::Receiving,
            2 => Phase::Sending,
            3 => Phase::Answering,
            _ => Phase::Closing,
        };
        Self { packed, phase, since: Duration::from_micros(packed >> 3) }
    }
}

/// How much time has passed since the start, for comparison with [`Moment::since`].
pub(super) fn now() -> Duration {
    START.elapsed()
}

/// Microseconds since the start, and the phase in the lowest three bits.
fn packed(phase: Phase) -> u64 {
    let phase = match phase {
        Phase::Waiting => 0,
        Phase::Receiving => 1,
        Phase::Sending => 2,
        Phase::Answering => 3,
        Phase::Closing => 4,
    };
    (now().as_micros() as u64) << 3 | phase
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_goes_through_the_phases() {
        let activity = Activity::new();
        let is = |phase| assert_eq!(activity.moment().phase, phase);
        is(Phase::Waiting);
        activity.flushed();
        is(Phase::Waiting);
        activity.asked();
        activity.receiving();
        is(Phase::Receiving);
        activity.writing();
        is(Phase::Receiving);
        activity.received();
        is(Phase::Answering);
        activity.answered();
        is(Phase::Sending);
        activity.flushed();
        is(Phase::Waiting);
    }

    #[test]
    fn a_connection_that_has_become_busy_is_not_closed() {
        let activity = Activity::new();
        let seen = activity.moment();
        activity.asked();
        assert!(!activity.close_if(seen));
        activity.answered();
        activity.flushed();
        assert!(activity.close_if(activity.moment()));
        activity.asked();
        assert_eq!(activity.moment().phase, Phase::Closing, "nothing reopens it");
    }
}
