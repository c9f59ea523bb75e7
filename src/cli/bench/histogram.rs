//! Latencies in buckets whose width grows with the value.

use std::time::Duration;

/// Each power of two has this many buckets, so that a value is exact to 1.6 %.
const STEPS: u64 = 64;
const STEP_BITS: u32 = STEPS.trailing_zeros();

/// Counts of latencies, in microseconds.
#[derive(Debug, Clone, Default)]
pub(super) struct LatencyHistogram {
    counts: Vec<u64>,
    total: u64,
    sum: f64,
    max: u64,
}

impl LatencyHistogram {
    /// Counts `latency`.
    pub(super) fn record(&mut self, latency: Duration) {
        // At most an hour.
        let micros = u64::try_from(latency.as_micros()).unwrap_or(u64::MAX).min(3_600_000_000);
        let bucket = bucket(micros);
        if bucket >= self.counts.len() {
            self.counts.resize(bucket + 1, 0);
        }
        if let Some(count) = self.counts.get_mut(bucket) {
            *count += 1;
        }
        self.total += 1;
        self.sum += micros as f64;
        self.max = self.max.max(micros);
    }

    /// Adds the counts of `other`.
    pub(super) fn add(&mut self, other: &Self) {
        if other.counts.len() > self.counts.len() {
            self.counts.resize(other.counts.len(), 0);
        }
        self.counts.iter_mut().zip(&other.counts).for_each(|(sum, count)| *sum += count);
        self.total += other.total;
        self.sum += other.sum;
        self.max = self.max.max(other.max);
    }

    /// The number of latencies.
    pub(super) fn total(&self) -> u64 {
        self.total
    }

    /// The mean in milliseconds; 0 without latencies.
    pub(super) fn mean(&self) -> f64 {
        if self.total == 0 { 0.0 } else { self.sum / self.total as f64 / 1000.0 }
    }

    /// The largest latency in milliseconds.
    pub(super) fn max(&self) -> f64 {
        self.max as f64 / 1000.0
    }

    /// The latency in milliseconds that `percent` of all do not exceed; 0 without latencies.
    pub(super) fn percentile(&self, percent: f64) -> f64 {
        let wanted = ((percent / 100.0 * self.total as f64).ceil() as u64).max(1);
        let mut seen = 0;
        for (bucket, count) in self.counts.iter().enumerate() {
            seen += count;
            if seen >= wanted {
                return upper(bucket).min(self.max) as f64 / 1000.0;
            }
        }
        0.0
    }
}

fn bucket(micros: u64) -> usize {
    if micros < STEPS {
        return micros as usize;
    }
    let power = micros.ilog2() - STEP_BITS;
    (u64::from(power) * STEPS + (micros >> power)) as usize
}

/// The largest value in a bucket.
fn upper(bucket: usize) -> u64 {
    let bucket = bucket as u64;
    if bucket < 2 * STEPS {
        return bucket;
    }
    let power = bucket / STEPS - 1;
    ((bucket - power * STEPS + 1) << power) - 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_in_a_narrow_bucket() {
        for micros in (0..200).chain([1000, 12_345, 999_999, 60_000_000, 3_600_000_000]) {
            let upper = upper(bucket(micros));
            assert!(upper >= micros && upper - micros <= micros / 32, "{micros} {upper}");
            assert!(bucket(upper + 1) == bucket(micros) + 1);
        }
    }

    #[test]
    fn percentiles_are_read_from_the_counts() {
        let mut all = LatencyHistogram::default();
        assert_eq!((all.percentile(50.0), all.mean()), (0.0, 0.0));
        for part in [1..501, 501..1001] {
            let mut histogram = LatencyHistogram::default();
            part.for_each(|ms| histogram.record(Duration::from_millis(ms)));
            all.add(&histogram);
        }
        assert_eq!((all.total(), all.max()), (1000, 1000.0));
        for (percent, expected) in [(50.0, 500.0), (99.0, 990.0), (100.0, 1000.0)] {
            assert!((all.percentile(percent) / expected - 1.0).abs() < 0.02, "{percent}");
        }
        assert!((all.mean() - 500.5).abs() < 0.1);
    }
}
