//! Random numbers that are the same for the same seed.

/// A generator (SplitMix64). Not for secrets.
#[derive(Debug, Clone)]
pub(super) struct Random(u64);

impl Random {
    /// The generator of `seed`.
    pub(super) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// 64 random bits.
    pub(super) fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number from 0 to below 1.
    pub(super) fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// A number below `count`; 0 if `count` is 0.
    pub(super) fn below(&mut self, count: usize) -> usize {
        ((self.unit() * count as f64) as usize).min(count.saturating_sub(1))
    }

    /// The time to the next of events that are independent of each other, `mean` on average.
    pub(super) fn exponential(&mut self, mean: f64) -> f64 {
        -(1.0 - self.unit()).ln() * mean
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_spread_and_repeatable() {
        let (mut a, mut b) = (Random::new(7), Random::new(7));
        let numbers: Vec<f64> = (0..10_000).map(|_| a.unit()).collect();
        assert!(numbers.iter().all(|n| *n == b.unit() && (0.0..1.0).contains(n)));
        assert!((numbers.iter().sum::<f64>() / 10_000.0 - 0.5).abs() < 0.02);
        let waits: f64 = (0..10_000).map(|_| a.exponential(3.0)).sum();
        assert!((waits / 10_000.0 - 3.0).abs() < 0.2);
        assert!((0..1000).all(|_| a.below(3) < 3) && a.below(0) == 0);
    }
}
