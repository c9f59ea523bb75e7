//! Counts of responses.

use std::{collections::BTreeMap, time::Duration};

use super::histogram::LatencyHistogram;

/// The end of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// A whole response.
    Answered {
        /// Its status.
        status: u16,
        /// The length of its body in bytes.
        bytes: u64,
    },
    /// No whole response.
    Failed(Failure),
}

/// Why there is no response.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Failure {
    /// No connection.
    Connect,
    /// The connection ended early.
    Closed,
    /// It took too long.
    Timeout,
    /// The response is not HTTP.
    Protocol,
}

impl Failure {
    /// The name in reports.
    fn name(self) -> &'static str {
        match self {
            Self::Connect => "connect",
            Self::Closed => "closed",
            Self::Timeout => "timeout",
            Self::Protocol => "protocol",
        }
    }
}

/// What was counted.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    /// The latencies of all responses.
    pub(super) latency: LatencyHistogram,
    /// Responses by status.
    pub(super) statuses: BTreeMap<u16, u64>,
    /// Failures by kind.
    pub(super) failures: BTreeMap<&'static str, u64>,
    /// The bytes of all bodies.
    pub(super) bytes: u64,
    /// Responses in each second.
    pub(super) seconds: Vec<u64>,
}

impl Tally {
    /// Counts a request that took `latency` and ended at the time `at` of the measurement.
    pub(super) fn count(&mut self, outcome: Outcome, latency: Duration, at: Duration) {
        match outcome {
            Outcome::Answered { status, bytes } => {
                self.latency.record(latency);
                *self.statuses.entry(status).or_default() += 1;
                self.bytes += bytes;
                // A day at most.
                let second = usize::try_from(at.as_secs()).unwrap_or(usize::MAX).min(86_400);
                if second >= self.seconds.len() {
                    self.seconds.resize(second + 1, 0);
                }
                if let Some(count) = self.seconds.get_mut(second) {
                    *count += 1;
                }
            }
            Outcome::Failed(failure) => *self.failures.entry(failure.name()).or_default() += 1,
        }
    }

    /// Adds the counts of `other`.
    pub(super) fn add(&mut self, other: &Self) {
        self.latency.add(&other.latency);
        other.statuses.iter().for_each(|(status, count)| *self.statuses.entry(*status).or_default() += count);
        other.failures.iter().for_each(|(name, count)| *self.failures.entry(name).or_default() += count);
        self.bytes += other.bytes;
        if other.seconds.len() > self.seconds.len() {
            self.seconds.resize(other.seconds.len(), 0);
        }
        self.seconds.iter_mut().zip(&other.seconds).for_each(|(sum, count)| *sum += count);
    }

    /// The number of requests without a response.
    pub(super) fn failed(&self) -> u64 {
        self.failures.values().sum()
    }
}
