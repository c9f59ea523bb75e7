//! How fast a lane works off its queue.

use std::time::{Duration, Instant};

/// How long jobs are counted before they change the rate.
const WINDOW: Duration = Duration::from_millis(200);

/// How much the newest window counts.
const NEWEST: f64 = 0.3;

/// The cost that is worked off per second while jobs wait, in seconds of estimated cost per second. On two threads it is 2
/// if the estimates are right; the measured value corrects them, and accounts for everything else that limits jobs.
#[derive(Debug)]
pub(super) struct DrainRate {
    rate: f64,
    window: Option<(Instant, f64)>,
}

impl DrainRate {
    /// A rate that is not measured yet, assumed to be `rate`.
    pub(super) fn new(rate: f64) -> Self {
        Self { rate: rate.max(0.1), window: None }
    }

    /// A job of this cost has ended at `now`, while others were waiting or not.
    pub(super) fn ended(&mut self, cost: Duration, others_wait: bool, now: Instant) {
        if !others_wait {
            self.window = None;
            return;
        }
        let (begin, done) = self.window.unwrap_or((now, 0.0));
        let done = done + cost.as_secs_f64();
        let elapsed = now.saturating_duration_since(begin);
        if elapsed < WINDOW {
            self.window = Some((begin, done));
            return;
        }
        let measured = (done / elapsed.as_secs_f64()).clamp(0.01, 10_000.0);
        self.rate += (measured - self.rate) * NEWEST;
        self.window = Some((now, 0.0));
    }

    /// How long jobs of this cost take together.
    pub(super) fn time_for(&self, cost: Duration) -> Duration {
        Duration::try_from_secs_f64(cost.as_secs_f64() / self.rate).unwrap_or(Duration::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rate_is_measured_only_while_jobs_wait() {
        let (mut rate, begin, ms) = (DrainRate::new(2.0), Instant::now(), Duration::from_millis);
        assert_eq!(rate.time_for(ms(100)), ms(50));
        rate.ended(ms(1000), false, begin);
        assert_eq!(rate.time_for(ms(100)), ms(50));
        // Four seconds of cost per second, for two seconds.
        for i in 0..=20 {
            rate.ended(ms(400), true, begin + ms(100 * i));
        }
        assert!(rate.time_for(ms(100)) < ms(30), "{:?}", rate.time_for(ms(100)));
    }
}
