//! How fast a client takes its response.

use std::{pin::Pin, task::Context, time::Duration};

use tokio::time::{Instant, Sleep, sleep_until};

/// The bytes that a client has to take in each period of waiting for it.
const LEAST: usize = 64 * 1024;

/// The number of parts of a period. While memory is short, a client has only one part of the time for the same bytes.
const PARTS: u32 = 6;

/// Measures how fast a client takes its response, while writing waits for it.
///
/// It measures over periods, because the system reports progress in steps of about a third of the buffer that it sends
/// from.
#[derive(Debug)]
pub(super) struct Pace {
    part: Duration,
    clock: Option<Pin<Box<Sleep>>>,
    parts: u32,
    taken_in_part: usize,
    taken: usize,
}

impl Pace {
    /// Measures over periods of `period`.
    pub(super) fn new(period: Duration) -> Self {
        Self { part: period / PARTS, clock: None, parts: 0, taken_in_part: 0, taken: 0 }
    }

    /// The client took `bytes`.
    pub(super) fn took(&mut self, bytes: usize) {
        self.taken_in_part = self.taken_in_part.saturating_add(bytes);
        self.taken = self.taken.saturating_add(bytes);
    }

    /// The client has everything.
    pub(super) fn finished(&mut self) {
        if self.clock.is_some() {
            *self = Self::new(self.part * PARTS);
        }
    }

    /// Whether the client, which is being waited for, is too slow. Wakes the task of `cx` to be asked again.
    pub(super) fn is_too_slow(&mut self, cx: &mut Context<'_>, memory_is_short: impl Fn() -> bool) -> bool {
        loop {
            let part = self.part;
            if self.clock.is_none() {
                (self.parts, self.taken_in_part, self.taken) = (0, 0, 0);
            }
            let clock = self.clock.get_or_insert_with(|| Box::pin(sleep_until(Instant::now() + part)));
            if clock.as_mut().poll(cx).is_pending() {
                return false;
            }
            clock.as_mut().reset(Instant::now() + part);
            self.parts += 1;
            let ends = self.parts == PARTS;
            if (ends && self.taken < LEAST) || (self.taken_in_part < LEAST && memory_is_short()) {
                return true;
            }
            self.taken_in_part = 0;
            if ends {
                (self.parts, self.taken) = (0, 0);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::{future::poll_fn, task::Poll};

    use super::*;

    /// How long a client lasts that takes `bytes` whenever it is looked at, within three periods.
    async fn lasts(bytes: usize, memory_is_short: bool) -> Option<Duration> {
        const PERIOD: Duration = Duration::from_millis(60);
        let (mut pace, started) = (Pace::new(PERIOD), Instant::now());
        let slow = poll_fn(|cx| {
            pace.took(bytes);
            if pace.is_too_slow(cx, || memory_is_short) { Poll::Ready(()) } else { Poll::Pending }
        });
        tokio::time::timeout(PERIOD * 3, slow).await.ok().map(|()| started.elapsed())
    }

    #[tokio::test]
    async fn a_client_has_a_whole_period_unless_memory_is_short() {
        assert!(lasts(0, false).await.unwrap() >= Duration::from_millis(60));
        assert!(lasts(LEAST / 100, false).await.is_some(), "drops are not enough");
        assert!(lasts(LEAST, false).await.is_none());
        assert!(lasts(LEAST / 2, true).await.is_some());
        assert!(lasts(LEAST, true).await.is_none());
    }
}
