//! Circuit breakers: what is down or hangs is remembered, so that requests do not wait for it one by one.
//!
//! A breaker suspects its source if requests are in progress and none has ended for [`SILENCE`], or if [`FAILURES`] in a row
//! have failed. It then tests the source itself, one probe at a time. While the probes fail, requests fail at once, and
//! what is cached is served; the first answer closes the breaker. A source that is only slow passes the probe.

mod guarded;
mod state;

pub(super) use guarded::Guarded;

use std::time::Duration;

/// How long requests may be in progress without an answer to any of them.
const SILENCE: Duration = Duration::from_secs(5);

/// Failures in a row.
const FAILURES: u32 = 3;

/// The timeout of a probe.
const PROBE_TIMEOUT: Duration = Duration::from_secs(3);

/// The pause after the first failed probe; it doubles up to the longest one.
const FIRST_PAUSE: Duration = Duration::from_millis(500);
const LONGEST_PAUSE: Duration = Duration::from_secs(3);
